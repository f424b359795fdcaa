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

const tag = 'storage';

/** Parts (`PUT uploads/{id}/parts/{n}`) and downloads (`GET buckets/{bucket}/content?path=`) carry raw bytes: app/api/v1. */
export const storageRoutes: RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/buckets',
    verb: listBuckets,
    tag,
    summary: { en: 'List buckets', zh: '桶列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/buckets',
    verb: createBucket,
    tag,
    summary: { en: 'Create a bucket', zh: '创建桶' },
    status: 201,
  }),
  restRoute({
    method: 'DELETE',
    path: '/buckets/{bucket}',
    verb: deleteBucket,
    tag,
    summary: { en: 'Delete an empty bucket (confirm=DELETE)', zh: '删除空桶（confirm=DELETE）' },
  }),
  restRoute({
    method: 'GET',
    path: '/buckets/{bucket}/objects',
    verb: listObjects,
    tag,
    summary: { en: 'List a folder, or search below it', zh: '列出文件夹，或在其中搜索' },
  }),
  restRoute({
    method: 'GET',
    path: '/buckets/{bucket}/stat',
    verb: statObject,
    tag,
    summary: { en: 'What stands at a path', zh: '查看某个路径上是什么' },
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/folders',
    verb: createFolder,
    tag,
    summary: { en: 'Create a folder', zh: '新建文件夹' },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/objects/delete',
    verb: deleteObjects,
    tag,
    summary: { en: 'Delete files and folders (confirm: DELETE)', zh: '删除文件和文件夹（confirm: DELETE）' },
  }),
  restRoute({
    method: 'POST',
    path: '/buckets/{bucket}/uploads',
    verb: createUpload,
    tag,
    summary: {
      en: 'Begin an upload in parts, or go on with an interrupted one',
      zh: '开始分片上传，或继续中断的上传',
    },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/uploads/{id}',
    verb: getUpload,
    tag,
    summary: { en: 'Parts that have arrived', zh: '已收到的分片' },
  }),
  restRoute({
    method: 'POST',
    path: '/uploads/{id}/complete',
    verb: completeUpload,
    tag,
    summary: { en: 'Join the parts into the file', zh: '把分片合并成文件' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/uploads/{id}',
    verb: cancelUpload,
    tag,
    summary: { en: 'Cancel an upload', zh: '取消上传' },
  }),
];
