const SWITCHED_OFF = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera'],
  ...['display-capture', 'encrypted-media', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'identity-credentials-get'],
  ...['idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'otp-credentials', 'payment'],
  ...['picture-in-picture', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock'],
  ...['serial', 'storage-access', 'usb', 'window-management', 'xr-spatial-tracking'],
];

/** Returns which features of browsers pages may use: none, but for the camera on a page that reads codes with it. */
export function permissionsPolicy({ camera = false } = {}): string {
  return SWITCHED_OFF.map((feature) => `${feature}=(${camera && feature === 'camera' ? 'self' : ''})`).join(', ');
}
