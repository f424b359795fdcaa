import { z } from 'zod';
import { type PERMISSIONS, ROLES } from './values/permissions.ts';

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export type Permission = (typeof PERMISSIONS)[number]['id'];
