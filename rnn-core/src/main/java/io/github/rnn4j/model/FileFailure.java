package io.github.rnn4j.model;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/**
 * Explains why a file could not be read or written, because many file-system exceptions contain
 * only a path.
 */
public final class FileFailure {

  private static final Pattern NAMES_OF_EXCEPTIONS =
      Pattern.compile("^([\\w.$]+(Exception|Error)(: |$))+");

  private FileFailure() {}

  /**
   * Says why a file could not be read or written.
   *
   * @param cause the exception from the file system
   * @return the reason without a full stop, such as {@code permission denied}
   */
  public static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file or folder";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file with this name already exists";
    }
    if (cause instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (cause instanceof EOFException) {
      return "it ends too early";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /**
   * The first line of an exception's message, without leading exception names and without a full
   * stop: some messages are pages long.
   */
  static String firstLine(Exception cause) {
    String reason = cause instanceof IOException io ? reason(io) : cause.getMessage();
    String line = reason == null ? "" : reason.lines().findFirst().orElse("").strip();
    String words = NAMES_OF_EXCEPTIONS.matcher(line).replaceFirst("").replaceFirst("\\.$", "");
    return words.isEmpty() ? "its contents are inconsistent" : words;
  }
}
