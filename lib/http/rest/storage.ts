import { cancelUpload } from '#lib/domain/storage/cancel-upload.ts';
import { completeUpload } from '#lib/domain/storage/complete-upload.ts';
import { createBucket } from '#lib/domain/storage/create-bucket.ts';
import { createFolder } from '#lib/domain/storage/create-folder.ts';
import { createUpload } from '#lib/domain/storage/create-upload.ts';
import { deleteBucket } from '#lib/domain/storage/delete-bucket.ts';
import { deleteObjects } from '#lib/domain/storage/delete-objects.ts';
import { getUpload } from '#lib/domain/storage/get-upload.ts';
import { listBuckets } from '#lib/domain/storage/list-buckets.ts';
import { listObjects } from '#lib/domain/storage/list-objects.ts';
import { statObject } from '#lib/domain/storage/stat-object.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'Storage';

/** Parts (`PUT uploads/{id}/parts/{n}`) and downloads (`GET buckets/{bucket}/content?path=`) carry raw bytes: app/api/v1. */
export const storageRoutes: RestRoute[] = [
  restRoute({ method: 'GET', path: '/buckets', verb: listBuckets, tag, summary: 'List buckets' }),
  restRoute({
    method: 'POST',
    path: '/buckets',
    verb: createBucket,
    tag,
    summary: 'Create a bucket',
    status: 201,
  }),
  restRoute({
    method: 'DELETE',
    path: '/buckets/{bucket}',
    verb: deleteBucket,
    tag,
    summary: 'Delete an empty bucket (confirm=DELETE)',
  }),
  restRoute({
    method: 'GET',
    path: '/buckets/{bucket}/objects',
    verb: listObjects,
    tag,
    summary: 'List a folder, or search below it',
  }),
  restRoute({
    method: 'GET',
    path: '/buckets/{bucket}/stat',
    verb: statObject,
    tag,
    summary: 'What stands at a path',
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/folders',
    verb: createFolder,
    tag,
    summary: 'Create a folder',
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/objects/delete',
    verb: deleteObjects,
    tag,
    summary: 'Delete files and folders (confirm: DELETE)',
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/uploads',
    verb: createUpload,
    tag,
    summary: 'Begin an upload in parts, or go on with an interrupted one',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/uploads/{id}',
    verb: getUpload,
    tag,
    summary: 'Parts that have arrived',
  }),
  restRoute({
    method: 'POST',
    path: '/uploads/{id}/complete',
    verb: completeUpload,
    tag,
    summary: 'Join the parts into the file',
  }),
  restRoute({
    method: 'DELETE',
    path: '/uploads/{id}',
    verb: cancelUpload,
    tag,
    summary: 'Cancel an upload',
  }),
];
