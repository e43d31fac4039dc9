package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium that records the requests and the console errors of its pages.
 *
 * <p>Without Chromium, the test is skipped and says why; with the variable {@code
 * RNN4J_BROWSER=required} it fails.
 */
public final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");

  private final ChromeDriver driver;

  private Browser(String browser, String driverFile, Path profile) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(driverFile))
            .usingAnyFreePort()
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1400,1300",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    this.driver = new ChromeDriver(service, options);
  }

  /**
   * Starts the browser.
   *
   * @param profile an empty folder
   * @return the browser, with no page
   */
  public static Browser start(Path profile) {
    String browser = first("CHROMIUM", BROWSERS);
    String driver = first("CHROMEDRIVER", DRIVERS);
    if (browser == null || driver == null) {
      String missing =
          "no Chromium with its ChromeDriver: install them (Debian: apt-get install chromium"
              + " chromium-driver), or name them in CHROMIUM and CHROMEDRIVER";
      assertThat(System.getenv("RNN4J_BROWSER")).as(missing).isNotEqualTo("required");
      abort(missing);
    }
    return new Browser(browser, driver, profile);
  }

  private static String first(String variable, List<String> places) {
    String given = System.getenv(variable);
    return given != null
        ? given
        : places.stream()
            .filter(place -> Files.isExecutable(Path.of(place)))
            .findFirst()
            .orElse(null);
  }

  /**
   * Opens a page, and forgets the requests and errors of the previous one.
   *
   * @param url its address
   */
  public void open(String url) {
    driver.get("about:blank");
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(url);
  }

  /**
   * Runs a script on the page.
   *
   * @param script the body of a function
   * @param arguments its {@code arguments}
   * @return what it returns: null, a Boolean, a Number, a String, or a List of these
   */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /**
   * Sets how pages are shown, such as the size of the window or the preferred colors.
   *
   * @param name the name of a command of the Chrome DevTools Protocol
   * @param parameters the parameters of the command
   */
  public void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** Waits until a script returns true. */
  void await(String what, String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run("return !!(" + condition + ")"))) {
      if (System.nanoTime() > end) {
        screenshot("missing");
        throw new AssertionError(
            "%s is missing on %s; %s".formatted(what, driver.getCurrentUrl(), complaints()));
      }
      pause();
    }
  }

  /** Waits until there are lines on a chart that is made of canvases. */
  void awaitChart(String id) {
    await("the chart " + id, DRAWN.formatted(id));
  }

  /** Colors on any canvas of a chart; gray, black and white are its frame and its text. */
  private static final String DRAWN =
      """
      [...document.querySelectorAll('#%s canvas')].some(canvas => {
        if (canvas.width == 0 || canvas.height == 0) return false;
        const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let colored = 0;
        for (let i = 0; i < d.length; i += 4) {
          const most = Math.max(d[i], d[i + 1], d[i + 2]), least = Math.min(d[i], d[i + 1], d[i + 2]);
          if (d[i + 3] > 30 && most - least > 60) colored++;
        }
        return colored > 50;
      })
      """;

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException cause) {
      throw new AssertionError(cause);
    }
  }

  ChromeDriver driver() {
    return driver;
  }

  /**
   * Saves a picture of the window.
   *
   * @param name the name of the file in {@code target/screenshots}, without its ending
   */
  public void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Returns the errors on the pages' consoles since the last call.
   *
   * @return their texts
   */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().equals(Level.SEVERE))
        .map(LogEntry::getMessage)
        .toList();
  }

  /**
   * Returns the addresses that the pages have requested since the last call, except {@code data:}.
   *
   * @return in the order of the requests
   * @throws IOException if the browser's log is not JSON
   */
  public List<URI> requests() throws IOException {
    List<URI> asked = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = new ObjectMapper().readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        String url = message.at("/params/request/url").asText();
        if (!url.startsWith("data:")) {
          asked.add(URI.create(url));
        }
      }
    }
    return asked;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
