package dev.midstream.job.copies;

/**
 * What an image is recognised by: two images are copies if run, data set, image, corruption and
 * severity are the same.
 *
 * @param key divides images among key groups
 * @param hash tells the images of a key group apart
 */
record ImageIdentity(int key, long hash) {}
