/**
 * NVIDIA's libraries that the CUDA build of TensorFlow loads. Their names come from the wheel itself (its extra `and-cuda`); set-up refuses a
 * TensorFlow whose list this table does not cover.
 */
export const cudaWheels = [
  {
    name: 'nvidia-cublas-cu12',
    version: '12.9.3.13',
    tag: 'py3-none-manylinux_2_27_x86_64',
    integrity: 'sha256-19UQVfFhsxfHEF3arpDnHtoFkCYHT/75PPfN4ohr/nI=',
    bytes: 581_217_458,
  },
  {
    name: 'nvidia-cuda-cupti-cu12',
    version: '12.9.79',
    tag: 'py3-none-manylinux_2_25_x86_64',
    integrity: 'sha256-CWvPM08T4ZhLo2aFrUwdY0fbIU3gPbtu67I3tB2dk08=',
    bytes: 10_814_997,
  },
  {
    name: 'nvidia-cuda-nvcc-cu12',
    version: '12.9.86',
    tag: 'py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64',
    integrity: 'sha256-XWoNMv3H6jmRfCAGVhSuk63W9XfYQCMyN/8I6aOPWPA=',
    bytes: 40_546_229,
  },
  {
    name: 'nvidia-cuda-nvrtc-cu12',
    version: '12.9.86',
    tag: 'py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64',
    integrity: 'sha256-IQzwUAWkR+KSFOnOUIUeg/xfQ1jfi0UxVdXhkYCU3LQ=',
    bytes: 89_568_129,
  },
  {
    name: 'nvidia-cuda-runtime-cu12',
    version: '12.9.79',
    tag: 'py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64',
    integrity: 'sha256-Jbui37AdSKm1nKR0oaxDxuv3AR8bC4zET1TrasSKlsM=',
    bytes: 3_493_179,
  },
  {
    name: 'nvidia-cudnn-cu12',
    version: '9.28.0.42',
    tag: 'py3-none-manylinux_2_27_x86_64',
    integrity: 'sha256-n/WLfzbazQqT6J+PKVe1JGaIkheWNwHaoV5XcxfPo3U=',
    bytes: 716_538_495,
  },
  {
    name: 'nvidia-cufft-cu12',
    version: '11.4.1.4',
    tag: 'py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64',
    integrity: 'sha256-xniE8qfSdrS4DrVqeTIqld9ZKuXnZc8SQ2kzZcyrTig=',
    bytes: 200_877_592,
  },
  {
    name: 'nvidia-curand-cu12',
    version: '10.3.10.19',
    tag: 'py3-none-manylinux_2_27_x86_64',
    integrity: 'sha256-SbJ020eA1CG9LM02LhQVwTiHxTwhTw1LdhdSuPn2qh4=',
    bytes: 68_295_626,
  },
  {
    name: 'nvidia-cusolver-cu12',
    version: '11.7.5.82',
    tag: 'py3-none-manylinux_2_27_x86_64',
    integrity: 'sha256-Fdpy0TQNKbWzzz/RAOPNU0Id3jYALtpu2TgRr2PEDYg=',
    bytes: 338_117_415,
  },
  {
    name: 'nvidia-cusparse-cu12',
    version: '12.5.10.65',
    tag: 'py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64',
    integrity: 'sha256-cwYM4BmsBkoFcmfFhb8f1aNTc0FR+HRy/wKyxcmYTng=',
    bytes: 366_465_088,
  },
  {
    name: 'nvidia-nccl-cu12',
    version: '2.32.3',
    tag: 'py3-none-manylinux_2_27_x86_64',
    integrity: 'sha256-u5SyNI5IYdXoqgCzbD0S2b35xjabgsu3I94LWCKAohw=',
    bytes: 351_526_311,
  },
  {
    name: 'nvidia-nvjitlink-cu12',
    version: '12.9.86',
    tag: 'py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64',
    integrity: 'sha256-4/EXHb3IPFkypF8PTJkYCnDem9JxjBq3fRQQT21xR/k=',
    bytes: 39_748_338,
  },
]
