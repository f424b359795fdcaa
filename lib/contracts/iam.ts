import { z } from 'zod';
import { Instant, listOf } from './common.ts';
import { AccessTokenId, AccountId, SessionId, UserId } from './ids.ts';
import { Role } from './permissions.ts';

/** Compared without case; NFC, so that one name typed on two systems is one name. */
export const UserName = z
  .string()
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u, 'use letters, digits, dots, hyphens, underscores and @');

/** NIST 800-63B: length counts, composition rules do not. The upper bound keeps hashing cheap. */
export const NewPassword = z
  .string()
  .min(10, 'use at least 10 characters')
  .max(128)
  .refine((value) => new Set(value).size >= 4, 'use at least 4 different characters');

export const SignInInput = z.object({
  name: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(128),
});

export const User = z.object({
  id: UserId,
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  lastSignInAt: Instant.nullable(),
  createdAt: Instant,
});
export type User = z.infer<typeof User>;
export const UserList = listOf(User);

/** The password is shown this once and must be changed at the first sign-in. */
export const UserWithPassword = z.object({ user: User, password: z.string() });

export const Account = z.object({ id: AccountId, name: z.string(), createdAt: Instant });
export const AccountName = z.string().trim().normalize('NFC').min(1).max(64);

export const Session = z.object({
  id: SessionId,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** The session that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const AccessToken = z.object({
  id: AccessTokenId,
  description: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant,
});
export type AccessToken = z.infer<typeof AccessToken>;

/** 90 days. */
const DEFAULT_TOKEN_SECONDS = 90 * 86_400;
export const CreateAccessTokenInput = z.object({
  description: z.string().trim().max(200).default(''),
  /** Seconds from now; one minute to one year. */
  ttlSeconds: z
    .number()
    .int()
    .min(60)
    .max(365 * 86_400)
    .default(DEFAULT_TOKEN_SECONDS),
});
/** The token is shown this once; only its SHA-256 is kept. */
export const NewAccessToken = z.object({ id: AccessTokenId, token: z.string(), expiresAt: Instant });

/** Hours without a request after which a browser must sign in again, and hours after which it must anyway. */
export const SESSION_IDLE_HOURS = 12;
export const SESSION_MAX_HOURS = 7 * 24;
