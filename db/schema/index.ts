export * from './accounts';
export * from './audit';
export * from './certificates';
export * from './events';
export * from './people';
