const { flipFuses, FuseV1Options, FuseVersion } = require('@electron/fuses')
const path = require('node:path')

const NAMES = { darwin: 'Epoch.app', mas: 'Epoch.app', win32: 'Epoch.exe', linux: 'epoch' }

/** Sets Electron's fuses in the packed app: no Node from outside, only our own archive, encrypted cookies. */
module.exports = async function afterPack(context) {
  const name = NAMES[context.electronPlatformName]
  await flipFuses(path.join(context.appOutDir, name), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
}
