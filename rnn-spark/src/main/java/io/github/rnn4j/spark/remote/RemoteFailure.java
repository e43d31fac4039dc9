package io.github.rnn4j.spark.remote;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Explains in one sentence why a file system could not be used. */
final class RemoteFailure {

  private RemoteFailure() {}

  /**
   * Returns an error for the user.
   *
   * @param what what could not be done, without a full stop
   */
  static RunException of(String what, Exception cause) {
    return cause instanceof RunException known
        ? known
        : new RunException("%s: %s".formatted(what, reason(cause)), cause);
  }

  /** Returns the reason and what to do, without a full stop. */
  static String reason(Exception failure) {
    Throwable cause = root(failure);
    String message = firstLine(cause);
    if (cause instanceof UnsupportedFileSystemException) {
      return message + " in Hadoop; check the address, or add the library of that file system";
    }
    if (cause instanceof ClassNotFoundException) {
      return message + "; add the library of that file system, for example with --packages";
    }
    if (cause instanceof AccessControlException || message.endsWith("(Permission denied)")) {
      return "permission denied; use a folder that you may read and write";
    }
    if (cause instanceof UnknownHostException) {
      return "the host %s is unknown; check the address".formatted(cause.getMessage());
    }
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof SocketTimeoutException) {
      return "there is no connection; check the address, and that the file system is running";
    }
    if (cause instanceof FileNotFoundException) {
      return message;
    }
    return cause instanceof IOException io && cause.getMessage() == null
        ? FileFailure.reason(io)
        : message;
  }

  /** Hadoop puts what it was told into other exceptions, some of which have the same message. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof AccessControlException)) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("\\.$", "");
  }
}
