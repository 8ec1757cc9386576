import { permissionsPolicy } from '@/lib/platform/permissions-policy';
import { requestScope } from '@/lib/platform/request-scope';

/** Lets this page use the camera, which browsers refuse on all others. */
export function allowCamera(): void {
  const scope = requestScope();
  if (scope) scope.headers['Permissions-Policy'] = permissionsPolicy({ camera: true });
}
