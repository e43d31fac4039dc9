package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.model.ModelFiles;
import java.util.List;

/** The data of a run on its page. */
final class DataSection {

  private DataSection() {}

  /** Returns a table and a text, followed by what was chosen from the data, if anything was. */
  static Element of(RunDirectory run, Element table, Element text) {
    List<String> chosen = ModelFiles.chosen(run);
    return chosen.isEmpty()
        ? Element.of("div", table, text)
        : Element.of(
            "div",
            table,
            text,
            Element.of("p", "Chosen from the data:"),
            Element.of(
                "ul",
                chosen.stream().map(reason -> Element.of("li", reason)).toArray(Element[]::new)));
  }
}
