package io.github.rnn4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTicksTest {

  private static final LocalDateTime START = LocalDateTime.of(1958, 1, 1, 0, 0);

  /** Writes ticks as step, label and, where there is one, second line. */
  private static List<String> written(List<DateTicks.Tick> ticks) {
    return ticks.stream()
        .map(tick -> (tick.step() + " " + tick.label() + " / " + tick.below()).replace(" / ", "/"))
        .map(text -> text.replaceFirst("/$", ""))
        .toList();
  }

  private static List<String> ticks(int last, IntFunction<LocalDateTime> time, double characters) {
    return written(DateTicks.of(0, last, time, characters));
  }

  /** Business days from Thursday, 1 January 2015. */
  private static LocalDateTime businessDay(int step) {
    int sinceMonday = step + 3;
    return LocalDateTime.of(2014, 12, 29, 0, 0)
        .plusWeeks(Math.floorDiv(sinceMonday, 5))
        .plusDays(Math.floorMod(sinceMonday, 5));
  }

  @Test
  void monthsOfSeveralYearsHaveATickAtEachJanuary() {
    assertThat(ticks(71, START::plusMonths, 40))
        .containsExactly("0 1958", "12 1959", "24 1960", "36 1961", "48 1962", "60 1963");
  }

  @Test
  void yearIsShownAtTheFirstMonthAndWhereItChanges() {
    assertThat(ticks(17, step -> START.plusMonths(step + 9), 40))
        .containsExactly("0 Oct/1958", "3 Jan/1959", "6 Apr", "9 Jul", "12 Oct", "15 Jan/1960");
  }

  @Test
  void monthEndsAreInTheirMonths() {
    assertThat(ticks(5, step -> START.plusMonths(step + 1).minusDays(1), 40))
        .containsExactly("0 Jan/1958", "1 Feb", "2 Mar", "3 Apr", "4 May", "5 Jun");
  }

  @Test
  void centuriesHaveTicksAtRoundYears() {
    assertThat(ticks(113, step -> START.withYear(1821).plusYears(step), 40))
        .containsExactly("19 1840", "39 1860", "59 1880", "79 1900", "99 1920");
  }

  @Test
  void daysOfAFewWeeksHaveTicksAtMondays() {
    LocalDateTime wednesday = LocalDateTime.of(2011, 12, 14, 0, 0);

    assertThat(ticks(34, wednesday::plusDays, 40))
        .containsExactly("5 19 Dec/2011", "12 26 Dec", "19 2 Jan/2012", "26 9 Jan", "33 16 Jan");
  }

  @Test
  void daysOfAWeekAllHaveTicks() {
    assertThat(ticks(4, START::plusDays, 50))
        .containsExactly("0 1 Jan/1958", "1 2 Jan", "2 3 Jan", "3 4 Jan", "4 5 Jan");
  }

  @Test
  void hoursHaveTheDateBelowWhereItChanges() {
    LocalDateTime evening = LocalDateTime.of(2023, 12, 30, 17, 0);

    assertThat(ticks(40, evening::plusHours, 70))
        .containsExactly(
            "1 18:00/30 Dec 2023",
            "7 00:00/31 Dec",
            "13 06:00",
            "19 12:00",
            "25 18:00",
            "31 00:00/1 Jan 2024",
            "37 06:00");
  }

  @Test
  void dateOfTheFirstHoursIsLeftOutIfItWouldOverlapTheNextOne() {
    LocalDateTime evening = LocalDateTime.of(2023, 12, 30, 17, 0);

    assertThat(ticks(40, evening::plusHours, 50))
        .containsExactly(
            "1 18:00",
            "7 00:00/31 Dec 2023",
            "13 06:00",
            "19 12:00",
            "25 18:00",
            "31 00:00/1 Jan 2024",
            "37 06:00");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 150, 200, 250, 300, 500})
  void hoursOfSeveralDaysHaveTicksAtMidnight(int last) {
    IntFunction<LocalDateTime> time = START.plusHours(1)::plusHours;

    assertThat(DateTicks.of(0, last, time, 44))
        .hasSizeGreaterThan(2)
        .allSatisfy(tick -> assertThat(time.apply(tick.step()).getHour()).isZero());
  }

  @Test
  void secondsHaveTimesOfDay() {
    assertThat(ticks(60, START::plusSeconds, 40))
        .containsExactly("0 00:00:00/1 Jan 1958", "15 00:00:15", "30 00:00:30", "45 00:00:45");
  }

  @Test
  void businessDaysHaveTicksAtTheFirstOneOfAMonth() {
    List<DateTicks.Tick> ticks = DateTicks.of(0, 129, DateTicksTest::businessDay, 30);

    assertThat(written(ticks))
        .containsExactly(
            "0 Jan/2015", "22 Feb", "42 Mar", "64 Apr", "86 May", "107 Jun", "129 Jul");
    assertThat(ticks)
        .allSatisfy(tick -> assertThat(businessDay(tick.step()).getDayOfMonth()).isLessThan(4));
  }

  @Test
  void businessDaysOfSomeWeeksHaveTicksAtMondays() {
    assertThat(DateTicks.of(0, 20, DateTicksTest::businessDay, 40))
        .hasSize(4)
        .allSatisfy(
            tick ->
                assertThat(businessDay(tick.step()).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY));
  }

  @Test
  void labelIsNotFinerThanTheSteps() {
    assertThat(ticks(3, START::plusYears, 100))
        .containsExactly("0 1958", "1 1959", "2 1960", "3 1961");
    assertThat(ticks(3, step -> START.plusMonths(3L * step), 100))
        .containsExactly("0 Jan/1958", "1 Apr", "2 Jul", "3 Oct");
  }

  @Test
  void singleStepHasALabel() {
    assertThat(ticks(0, START::plusMonths, 40)).containsExactly("0 Jan/1958");
    assertThat(ticks(0, START.plusMinutes(7)::plusHours, 40)).containsExactly("0 00:07/1 Jan 1958");
  }

  @Test
  void stepsThatBeginNoPeriodHaveTicksAtEqualDistances() {
    assertThat(ticks(2, step -> START.plusMinutes(7L * step), 40))
        .containsExactly("0 00:00/1 Jan 1958", "1 00:07", "2 00:14");
  }

  @Test
  void hourThatOccursTwiceHasOneTick() {
    // Clocks are set back from 3:00 to 2:00 after the third step.
    List<Integer> hours = List.of(0, 1, 2, 2, 3, 4);

    assertThat(ticks(5, step -> START.plusHours(step < 0 ? -1 : hours.get(step)), 50))
        .containsExactly("0 00:00/1 Jan 1958", "1 01:00", "2 02:00", "4 03:00", "5 04:00");
  }

  @Test
  void axisWithoutSpaceHasOneLabel() {
    assertThat(ticks(400, START::plusDays, 1)).containsExactly("0 1 Jan/1958");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20, 60, 100, 365, 1000, 20_000})
  void labelsNeverOverlapAndThereAreSeveral(int last) {
    List<IntFunction<LocalDateTime>> axes =
        List.of(
            START::plusYears,
            START::plusMonths,
            START::plusWeeks,
            START::plusDays,
            START::plusHours,
            START::plusMinutes,
            step -> START.plusMinutes(7L * step),
            step -> START.plusDays(11L * step),
            DateTicksTest::businessDay);
    for (IntFunction<LocalDateTime> axis : axes) {
      List<DateTicks.Tick> ticks = DateTicks.of(0, last, axis, 44);

      assertThat(ticks).hasSizeBetween(2, 12);
      double end = Double.NEGATIVE_INFINITY;
      double endBelow = Double.NEGATIVE_INFINITY;
      for (DateTicks.Tick tick : ticks) {
        double at = 44.0 * tick.step() / last;
        assertThat(at - tick.label().length() / 2.0).as("%s", ticks).isGreaterThan(end);
        end = at + tick.label().length() / 2.0;
        if (!tick.below().isEmpty()) {
          assertThat(at - tick.below().length() / 2.0).as("%s", ticks).isGreaterThan(endBelow);
          endBelow = at + tick.below().length() / 2.0;
        }
      }
    }
  }

  @Test
  void axisThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> DateTicks.of(3, 2, START::plusDays, 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from step 3 to step 2");
  }
}
