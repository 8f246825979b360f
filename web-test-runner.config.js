import { register } from 'tsx/esm/api';

// The configuration needs the proxy and the sandbox, which are TypeScript.
register();
const { componentTests } = await import('./test/tools/component-tests.ts');
export default await componentTests();
