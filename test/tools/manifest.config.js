/** For custom-elements.json: the element as editors and documentation tools see it, in the built package's terms. */
export default {
  globs: ['src/index.ts', 'src/element/{index,form-control,sender-attributes,sending-element,redox-file-sender}.ts'],
  outdir: 'dist',
  litelement: true,
  // package.json names the manifest of the built package already.
  packagejson: false,
  plugins: [publicParts(), builtPaths()],
};

/** The analyzer also takes Lit's inner state for attributes, and a variable that holds an event's name for an event. */
function publicParts() {
  return {
    name: 'public-parts',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap(module => module.declarations)) {
        const { members = [], attributes = [], events = [] } = declaration;
        const isInner = name => (members.find(member => member.name === name)?.privacy ?? 'public') !== 'public';
        declaration.attributes = attributes.filter(({ fieldName }) => !isInner(fieldName));
        declaration.members = members.filter(({ privacy }) => (privacy ?? 'public') === 'public');
        declaration.events = events.filter(({ name }) => name.startsWith('redox-'));
      }
    },
  };
}

function builtPaths() {
  return {
    name: 'built-paths',
    packageLinkPhase({ customElementsManifest }) {
      const built = JSON.stringify(customElementsManifest).replace(/"\/?src\/([\w./-]+)\.[jt]s"/g, '"dist/$1.js"');
      Object.assign(customElementsManifest, JSON.parse(built));
    },
  };
}
