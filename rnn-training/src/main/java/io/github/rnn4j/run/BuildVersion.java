package io.github.rnn4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The build of this library that is running.
 *
 * @param version the Maven version of the project
 * @param commit the git commit it was built from; {@code unknown} for a build outside a git
 *     checkout or in a linked worktree
 * @param dirty {@code true} if files differed from that commit, {@code false} if not, or {@code
 *     unknown}
 */
public record BuildVersion(String version, String commit, String dirty) {

  /**
   * Returns the build of the running library.
   *
   * @return version and commit
   * @throws IllegalStateException if the library's jar is incomplete
   */
  public static BuildVersion current() {
    Properties properties = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "build.properties is missing next to "
                + BuildVersion.class.getName()
                + ": build rnn-training with Maven, which writes it.");
      }
      properties.load(in);
    } catch (IOException cause) {
      throw new IllegalStateException("Cannot read build.properties of rnn-training.", cause);
    }
    return new BuildVersion(
        properties.getProperty("version"),
        properties.getProperty("commit"),
        properties.getProperty("dirty"));
  }
}
