package io.github.rnn4j.datasets.reviews;

/**
 * Limits on what is read from an archive. A genuine copy of the data set stays far below them: its
 * longest review has about 14 kB, and the original contains about 100,000 entries.
 *
 * @param reviewBytes maximum size of a review, or of a list of films, in bytes
 * @param entries maximum number of entries of any kind
 * @param totalBytes maximum unpacked size of all entries together in bytes
 * @param headerBytes maximum number of bytes between two entries (long names and extended headers,
 *     which the archive reader keeps in memory)
 */
record ArchiveLimits(long reviewBytes, long entries, long totalBytes, long headerBytes)
    implements java.io.Serializable {

  static final ArchiveLimits DEFAULT = new ArchiveLimits(1L << 20, 1_000_000, 4L << 30, 1L << 20);
}
