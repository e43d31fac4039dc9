package io.github.rnn4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Versions of the numerical libraries. A version is {@code unknown} if the library's jar does not
 * contain it, for example after repackaging into one jar.
 *
 * @param deeplearning4j version of Deeplearning4j
 * @param nd4j version of ND4J
 * @param backend ND4J's backend, such as {@code CpuBackend}
 * @param blas the BLAS library behind it, such as {@code OPENBLAS}
 */
public record Libraries(String deeplearning4j, String nd4j, String backend, String blas) {

  /**
   * Returns the libraries of this process.
   *
   * @return their versions
   */
  public static Libraries current() {
    return new Libraries(
        mavenVersion("org.deeplearning4j", "deeplearning4j-nn"),
        mavenVersion("org.nd4j", "nd4j-api"),
        Nd4j.getBackend().getClass().getSimpleName(),
        Platform.environment(Nd4jEnvironment.BLAS_VENDOR_KEY));
  }

  private static String mavenVersion(String group, String artifact) {
    String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = Nd4j.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", Platform.UNKNOWN);
    } catch (IOException cause) {
      return Platform.UNKNOWN;
    }
  }
}
