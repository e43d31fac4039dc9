package io.github.rnn4j.datasets.reviews;

/**
 * How much an archive may make us read. An honest copy of the data set stays far below: its longest
 * review has about 14 kB, and the original holds about 100,000 entries.
 *
 * @param reviewBytes longest review
 * @param entries most entries, of any kind
 * @param totalBytes most unpacked bytes, of all entries together
 * @param headerBytes most bytes between two entries (long names and extended headers, which the
 *     archive reader keeps in memory)
 */
record ArchiveLimits(long reviewBytes, long entries, long totalBytes, long headerBytes)
    implements java.io.Serializable {

  static final ArchiveLimits DEFAULT = new ArchiveLimits(1L << 20, 1_000_000, 4L << 30, 1L << 20);
}
