package io.github.rnn4j.cli.report;

import io.github.rnn4j.run.BuildVersion;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTML page in one file: title, contents, sections. It needs no network and no other file,
 * follows the light or dark theme of the reader's system, and fits a phone.
 *
 * <pre>{@code
 * new Page("runs/demo", "What the network learned.")
 *     .section("Results", Table.of("Results", "metric", "value").row("accuracy", "0.98").element())
 *     .writeTo(run, RunDirectory.REPORT);
 * }</pre>
 */
public final class Page {

  /** Nothing is loaded and no script runs, whatever a page contains. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final String title;
  private final Element header;
  private final List<Element> links = new ArrayList<>();
  private final List<Element> sections = new ArrayList<>();

  /**
   * Creates a page without sections.
   *
   * @param title its title and first heading
   * @param summary a sentence or two below it
   */
  public Page(String title, String summary) {
    this.title = title;
    this.header = Element.of("header", Element.of("h1", title), Element.of("p", summary));
  }

  /**
   * Adds a warning below the title.
   *
   * @param text what to know before trusting the page
   * @return this page
   */
  public Page warning(String text) {
    header.add(Element.of("p", text).with("class", "warning"));
    return this;
  }

  /**
   * Adds a section.
   *
   * @param heading its heading
   * @param content the elements below it, in order
   * @return this page
   */
  public Page section(String heading, Element... content) {
    String id = "section-" + (sections.size() + 1);
    links.add(Element.of("a", heading).with("href", "#" + id));
    sections.add(
        Element.of("section", Element.of("h2", heading).with("id", id + "-heading"))
            .add(content)
            .with("id", id)
            .with("aria-labelledby", id + "-heading"));
    return this;
  }

  /**
   * Returns the whole page.
   *
   * @return HTML
   */
  public String html() {
    Element body =
        Element.of(
            "body",
            header,
            Element.of("nav").with("aria-label", "Contents").add(links),
            Element.of("main").add(sections),
            footer());
    return "<!DOCTYPE html>\n" + Element.of("html", head(), body).with("lang", "en").html() + "\n";
  }

  private Element head() {
    return Element.of(
        "head",
        Element.of("meta").with("charset", "utf-8"),
        Element.of("meta")
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1"),
        Element.of("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY),
        Element.of("title", title),
        Element.style(style()));
  }

  private static Element footer() {
    BuildVersion build = BuildVersion.current();
    String text =
        "Written by rnn4j %s, commit %s. This file is self-contained and needs no network."
            .formatted(build.version(), build.commit());
    return Element.of("footer", Element.of("p", text));
  }

  /**
   * Writes the page to a run folder.
   *
   * @param run the run
   * @param name the name of the file
   * @throws io.github.rnn4j.loop.RunException if it cannot be written
   */
  public void writeTo(RunDirectory run, String name) {
    run.write(name, out -> out.write(bytes()));
  }

  /** Returns the whole page in UTF-8. */
  byte[] bytes() {
    return html().getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("page.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
