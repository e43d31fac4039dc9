package io.github.rnn4j.spark.remote;

/**
 * The names of the files of a run while they are replaced. A name may have folders, which are the
 * parts of a run.
 */
final class FileNames {

  private FileNames() {}

  /** Returns the name of a file that is being copied. */
  static String temporary(String name) {
    return folder(name) + "." + last(name) + ".tmp";
  }

  /** Returns the name of the earlier content of a file while it is replaced. */
  static String earlier(String name) {
    return folder(name) + "." + last(name) + ".old";
  }

  /** Returns the name without its folders. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Returns the folders of a name with a slash at the end; empty if it has none. */
  static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** Returns another file in the same folder. */
  static String sibling(String name, String last) {
    return folder(name) + last;
  }
}
