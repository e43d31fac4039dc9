package io.github.rnn4j.spark.remote;

import io.github.rnn4j.loop.RunException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder on any file system that Hadoop knows. Names may have folders, separated by slashes. */
final class RemoteFolder {

  /** More than any file that is read as text has. */
  private static final int MOST_TEXT = 1 << 16;

  private final FileSystem files;
  private final Path path;

  private RemoteFolder(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * Returns a folder, which may not exist.
   *
   * @throws RunException if there is no file system for its address
   */
  static RemoteFolder at(String address, Configuration configuration) {
    try {
      Path path = new Path(address);
      FileSystem files = path.getFileSystem(configuration);
      // Files of this machine must stay as other programs write them, without files of checksums.
      return new RemoteFolder(
          files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files, path);
    } catch (IOException | RuntimeException cause) {
      throw RemoteFailure.of("Cannot use " + address, cause);
    }
  }

  RemoteFolder in(String name) {
    return new RemoteFolder(files, place(name));
  }

  private Path place(String name) {
    return new Path(path + "/" + name);
  }

  /** Returns its address, for messages. */
  String address() {
    return path.toString();
  }

  /** Returns the address of a file in it, for messages. */
  String address(String name) {
    return place(name).toString();
  }

  /** Returns what is in it by name; nothing if it does not exist. */
  Map<String, FileStatus> entries() throws IOException {
    Map<String, FileStatus> entries = new TreeMap<>();
    try {
      for (FileStatus each : files.listStatus(path)) {
        entries.put(each.getPath().getName(), each);
      }
    } catch (FileNotFoundException none) {
      entries.clear();
    }
    return entries;
  }

  boolean isFolder() throws IOException {
    return files.exists(path) && files.getFileStatus(path).isDirectory();
  }

  boolean isFile() throws IOException {
    return files.exists(path) && files.getFileStatus(path).isFile();
  }

  boolean exists(String name) throws IOException {
    return files.exists(place(name));
  }

  void make() throws IOException {
    if (!files.mkdirs(path)) {
      throw new IOException("the folder cannot be created");
    }
  }

  /** Copies a file of this folder to this machine. */
  void read(String name, java.nio.file.Path to) throws IOException {
    Path from = files.makeQualified(place(name));
    if ("file".equals(from.toUri().getScheme())
        && Files.isSymbolicLink(java.nio.file.Path.of(from.toUri().getPath()))) {
      throw new IOException(from + " is a link, and every file of a run is a regular file");
    }
    try (InputStream in = files.open(from)) {
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns the content of a small file. */
  String text(String name) throws IOException {
    try (InputStream in = files.open(place(name))) {
      return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
    }
  }

  /** Copies a file of this machine into this folder, replacing any file of that name. */
  void write(String name, java.nio.file.Path from) throws IOException {
    Path to = place(name);
    files.delete(to, false); // it may be a link
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = files.create(to, true)) {
      in.transferTo(out);
    }
    long written = files.getFileStatus(to).getLen();
    if (written != Files.size(from)) {
      throw new IOException(
          "%s has %d bytes instead of %d".formatted(to, written, Files.size(from)));
    }
  }

  /** Creates a file that must not exist yet. */
  void create(String name, String content) throws IOException {
    try (OutputStream out = files.create(place(name), false)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Renames a file; there must be no file with its new name. */
  void rename(String name, String to) throws IOException {
    if (!files.rename(place(name), place(to))) {
      throw new IOException("%s cannot be renamed to %s".formatted(place(name), to));
    }
  }

  /** Deletes a file, if it exists. */
  void delete(String name) throws IOException {
    if (!files.delete(place(name), false) && exists(name)) {
      throw new IOException(place(name) + " cannot be deleted");
    }
  }

  /** Deletes this folder if it is empty. */
  void deleteIfEmpty() throws IOException {
    if (isFolder() && entries().isEmpty()) {
      files.delete(path, false);
    }
  }
}
