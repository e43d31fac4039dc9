package io.github.rnn4j.spark;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.internal.Logging;
import org.slf4j.Logger;

/**
 * What the driver logs unless the user has configured Log4j: Spark's own default is hundreds of
 * lines.
 */
final class DriverLog implements Logging {

  private Logger log;

  private DriverLog() {}

  /** Limits the log to our own lines and warnings. A configuration of the user is left as it is. */
  static void limit() {
    if (!isConfigured()) {
      new DriverLog().initializeLogIfNecessary(false, true); // Spark would do it later, over ours
      LoggerContext.getContext(false).setConfigLocation(limited());
    }
  }

  /** Returns whether Log4j finds a configuration where it looks for one. */
  private static boolean isConfigured() {
    return Stream.of("log4j2.configurationFile", "log4j.configurationFile")
            .anyMatch(property -> System.getProperty(property) != null)
        || Stream.of("properties", "yaml", "yml", "json", "jsn", "xml")
            .anyMatch(
                format -> DriverLog.class.getClassLoader().getResource("log4j2." + format) != null);
  }

  private static URI limited() {
    try {
      return Objects.requireNonNull(DriverLog.class.getResource("log4j2.properties")).toURI();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A field of the Scala trait. */
  @Override
  public Logger org$apache$spark$internal$Logging$$log_() {
    return log;
  }

  @Override
  public void org$apache$spark$internal$Logging$$log__$eq(Logger other) {
    log = other;
  }
}
