import sharp from 'sharp';

// Only PNG and JPEG are ever decoded, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer'] });
sharp.cache(false);
// Decoding runs in another thread, which should use only one processor.
sharp.concurrency(1);

/** Decodes pictures that others made. For readings, which run in a worker thread. */
export const decoder = sharp;
