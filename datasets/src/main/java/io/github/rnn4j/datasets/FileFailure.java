package io.github.rnn4j.datasets;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Explains errors of the file system and the network in words. Many of their exceptions carry only
 * a path or no message at all.
 */
public final class FileFailure {

  private FileFailure() {}

  /** Returns a short reason, such as {@code permission denied}. */
  public static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file or folder";
    }
    if (cause instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (cause instanceof EOFException) {
      return "unexpected end of file";
    }
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return unreachable(cause);
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String unreachable(IOException cause) {
    boolean unknown =
        cause instanceof UnknownHostException
            || cause.getCause() instanceof UnresolvedAddressException
            || (cause.getCause() != null
                && cause.getCause().getCause() instanceof UnresolvedAddressException);
    return unknown ? "unknown host" : "no connection";
  }
}
