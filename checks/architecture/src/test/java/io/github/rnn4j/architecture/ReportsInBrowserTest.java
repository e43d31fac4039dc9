package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.ui.Browser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shows the reports of short trainings in a real browser: light and dark, on a desktop and on a
 * phone. Screenshots are in {@code target/screenshots}.
 */
class ReportsInBrowserTest {

  private static final int DESK = 1200;
  private static final int PHONE = 390;

  @TempDir private static Path profile;

  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void reportIsLegibleLightAndDarkOnADeskAndOnAPhone(Program program) throws Exception {
    look(TrainedRun.shown(program).report(), "report-" + program);
  }

  @Test
  void comparisonIsLegibleLightAndDarkOnADeskAndOnAPhone() throws Exception {
    TrainedRun one = TrainedRun.shown(Program.IMDB);
    TrainedRun other = TrainedRun.other(Program.IMDB);
    Path page = one.folder().resolveSibling("seen.html");

    Program.IMDB.run("compare", "--page=" + page, "" + one.folder(), "" + other.folder());

    look(page, "compare");
  }

  private static void look(Path page, String name) throws Exception {
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {DESK, PHONE}) {
        String picture = "%s-%s-%d".formatted(name, scheme, width);
        show(page, scheme, width);
        if (scheme.equals("light") == (width == DESK)) {
          browser.screenshot(picture); // takes longer than all the rest
        }
        browser.run(OPEN_DETAILS);

        assertThat(browser.complaints()).as(picture).isEmpty();
        assertThat(browser.requests()).as(picture).containsExactly(page.toUri());
        assertThat(list(WIDER, width)).as("wider than the window in " + picture).isEmpty();
        assertThat(list(MISSING_PICTURES)).as("pictures missing in %s", picture).isEmpty();
        assertThat(list(FAINT)).as("faint text in " + picture).isEmpty();
        assertThat((Boolean) browser.run(DARK)).as(picture).isEqualTo(scheme.equals("dark"));
      }
    }
  }

  /**
   * Opens the page in a window of this width and as high as the page, to take a screenshot of all
   * of it.
   */
  private static void show(Path page, String scheme, int width) {
    Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    size(width, 900);
    browser.open(page.toUri().toString());
    Number height = (Number) browser.run("return document.documentElement.scrollHeight;");
    size(width, height.intValue());
  }

  private static void size(int width, int height) {
    browser.command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE));
  }

  private static List<?> list(String script, Object... arguments) {
    return (List<?>) browser.run(script, arguments);
  }

  private static final String OPEN_DETAILS =
      "document.querySelectorAll('details').forEach(details => details.open = true);";

  private static final String DARK =
      "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(c => c < 64);";

  /**
   * Lists elements wider than the window, except those inside a scrolling element, and the page if
   * it scrolls.
   */
  private static final String WIDER =
      """
      const scrolls = e => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
      const wide = [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > arguments[0] + 0.5 && !scrolls(e.parentElement))
        .map(e => e.tagName + ' ' + e.textContent.slice(0, 40));
      return document.documentElement.scrollWidth > arguments[0] ? ['the page', ...wide] : wide;
      """;

  /** Lists images that did not load, and drawings without a visible line. */
  private static final String MISSING_PICTURES =
      """
      const drawings = [...document.querySelectorAll('svg[role=img]')];
      if (!drawings.length) return ['every drawing'];
      return drawings
        .filter(svg => svg.getBoundingClientRect().height < 100
          || ![...svg.querySelectorAll('path.line')].some(line => line.getTotalLength() > 20))
        .map(svg => svg.getAttribute('aria-label'))
        .concat([...document.images].filter(image => !image.naturalWidth).map(image => image.src));
      """;

  /** Lists texts with a contrast below 4.5 (WCAG 2, level AA). */
  private static final String FAINT =
      """
      const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
      const over = (a, b) => [0, 1, 2].map(i => a[3] * a[i] + (1 - a[3]) * b[i]).concat(1);
      const background = element => {
        const layers = [];
        for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
        return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
      };
      const luminance = c => {
        const [r, g, b] = c.slice(0, 3).map(v => v / 255)
          .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const faint = [];
      for (const e of document.querySelectorAll('body *')) {
        const text = [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim());
        if (!text || !e.getClientRects().length) continue;
        const style = getComputedStyle(e);
        const behind = background(e);
        const [high, low] = [over(parse(e.ownerSVGElement ? style.fill : style.color), behind), behind]
          .map(luminance).sort((a, b) => b - a);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < 4.5) faint.push(contrast.toFixed(2) + ' ' + e.className + ': ' + e.textContent.slice(0, 30));
      }
      return faint;
      """;
}
