/** A4. `administrator` sees the operations back-office; `playground` may only chat. */
export const ROLES = ['administrator', 'engineer', 'playground'] as const;
type Role = (typeof ROLES)[number];

const BOTH: readonly Role[] = ['administrator', 'engineer'];

const ALL: readonly Role[] = ['administrator', 'engineer', 'playground'];

const ADMIN: readonly Role[] = ['administrator'];

/**
 * Permission rows: the server's check and the greyed-out button read the same row. `operator`: acts on every tenant,
 * so only people of the first account hold it.
 */
export const PERMISSIONS = [
  { id: 'self:manage', zh: '管理自己的密码与会话', en: 'Manage own password and sessions', roles: ALL },
  { id: 'user:read', zh: '查看用户', en: 'View users', roles: ADMIN },
  { id: 'user:write', zh: '管理用户', en: 'Manage users', roles: ADMIN },
  { id: 'account:write', zh: '创建租户', en: 'Create accounts', roles: ADMIN },
  { id: 'square:read', zh: '查看模型广场', en: 'View the model square', roles: BOTH },
  { id: 'storage:read', zh: '查看文件', en: 'View files', roles: BOTH },
  { id: 'storage:write', zh: '上传与删除文件', en: 'Upload and delete files', roles: BOTH },
  { id: 'dataset:read', zh: '查看数据集', en: 'View datasets', roles: BOTH },
  { id: 'dataset:write', zh: '创建与发布数据集', en: 'Create and publish datasets', roles: BOTH },
  { id: 'model:read', zh: '查看模型', en: 'View models', roles: BOTH },
  { id: 'model:write', zh: '创建与删除模型', en: 'Create and delete models', roles: BOTH },
  {
    id: 'model:overrule',
    zh: '放行未通过质量门槛的模型版本',
    en: 'Overrule the quality gate of a model version',
    roles: ADMIN,
  },
  { id: 'tuning:read', zh: '查看调优任务', en: 'View tuning jobs', roles: BOTH },
  { id: 'tuning:write', zh: '创建与停止调优任务', en: 'Create and stop tuning jobs', roles: BOTH },
  { id: 'compression:read', zh: '查看压缩任务', en: 'View compression jobs', roles: BOTH },
  {
    id: 'compression:write',
    zh: '创建与停止压缩任务',
    en: 'Create and stop compression jobs',
    roles: BOTH,
  },
  { id: 'evaluation:read', zh: '查看评估', en: 'View evaluations', roles: BOTH },
  { id: 'evaluation:write', zh: '创建评估', en: 'Create evaluations', roles: BOTH },
  { id: 'job:read', zh: '查看任务', en: 'View jobs', roles: BOTH },
  { id: 'job:write', zh: '停止、续跑与删除任务', en: 'Stop, resume and delete jobs', roles: BOTH },
  { id: 'cluster:read', zh: '查看集群与资源池', en: 'View clusters and pools', roles: BOTH },
  { id: 'service:read', zh: '查看模型服务', en: 'View services', roles: BOTH },
  { id: 'service:write', zh: '部署与管理模型服务', en: 'Deploy and manage services', roles: BOTH },
  { id: 'preset:read', zh: '查看预置服务', en: 'View preset services', roles: ALL },
  { id: 'preset:write', zh: '提供预置服务', en: 'Offer preset services', roles: ADMIN },
  {
    id: 'moderation:write',
    zh: '管理内容审核词库',
    en: 'Manage moderation word lists',
    roles: ADMIN,
    operator: true,
  },
  { id: 'key:read', zh: '查看自己的 API Key', en: 'View own API keys', roles: BOTH },
  { id: 'key:write', zh: '管理自己的 API Key', en: 'Manage own API keys', roles: BOTH },
  {
    id: 'key:manage',
    zh: '停用与封禁本租户用户的 API Key',
    en: "Disable and ban the account's API keys",
    roles: ADMIN,
  },
  { id: 'group:read', zh: '查看服务接入', en: 'View service groups', roles: BOTH },
  { id: 'group:write', zh: '管理服务接入', en: 'Manage service groups', roles: BOTH },
  { id: 'call:read', zh: '查看调用监控', en: 'View calls', roles: BOTH },
  { id: 'playground:use', zh: '使用体验中心', en: 'Use the playground', roles: ALL },
] as const satisfies readonly {
  id: string;
  zh: string;
  en: string;
  roles: readonly Role[];
  operator?: true;
}[];
