package io.github.rnn4j.cli.report;

/**
 * The legend of a chart: the name of each line, shaded area, mark and point, next to a sample of
 * it.
 */
final class ChartLegend {

  private ChartLegend() {}

  static Element of(Chart chart) {
    Element legend = Element.of("ul").with("class", "legend");
    for (Chart.Line line : chart.lines()) {
      boolean ink = line.look().equals("ink");
      legend.add(entry(line.name(), 44, "M2 8H42", "line " + (ink ? "ink" : "c" + line.look())));
    }
    for (Chart.Band band : chart.bands()) {
      legend.add(entry(band.name(), 44, "M2 1H42V15H2Z", "b" + band.look()));
    }
    for (Chart.Mark mark : chart.marks()) {
      legend.add(entry(mark.name(), 8, "M4 0V16", "mark"));
    }
    for (int i = 0; i < chart.points().size(); i++) {
      String circle = "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z";
      legend.add(entry(chart.points().get(i).name(), 16, circle, ChartDrawing.pointLook(i)));
    }
    return legend;
  }

  private static Element entry(String name, int width, String way, String look) {
    return Element.of(
        "li",
        Element.of("svg", Element.of("path").with("d", way).with("class", look))
            .with("viewBox", "0 0 %d 16".formatted(width))
            .with("aria-hidden", true),
        Element.of("span", name));
  }
}
