package io.github.rnn4j.datasets.table;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * How a table is written. What is left open is detected.
 *
 * <pre>{@code
 * new TableFormat(";", HeaderLine.PRESENT, "windows-1252");
 * TableFormat.DETECTED;
 * new TableFormat("ab", HeaderLine.DETECT, ""); // IllegalArgumentException: separator is 'ab'
 * }</pre>
 *
 * @param separator the character between two fields, or {@code tab}; empty to detect it
 * @param header whether the first row has the names of the columns
 * @param encoding the name of a character set, such as {@code windows-1252}; empty for UTF-8, or
 *     for UTF-16 if the file begins with its byte-order mark
 */
public record TableFormat(String separator, HeaderLine header, String encoding)
    implements Serializable {

  /** The format in which everything is detected. */
  public static final TableFormat DETECTED = new TableFormat("", HeaderLine.DETECT, "");

  private static final String TAB = "tab";

  /**
   * Checks the values.
   *
   * @param separator see {@link TableFormat}
   * @param header see {@link TableFormat}
   * @param encoding see {@link TableFormat}
   * @throws IllegalArgumentException if the separator is a quote, a line end or more than one
   *     character, or this Java does not know the encoding; the message begins with the name of the
   *     component
   */
  public TableFormat {
    if (separator == null || header == null || encoding == null) {
      throw new IllegalArgumentException(
          "separator is %s, header is %s, encoding is %s; none of them may be null"
              .formatted(separator, header, encoding));
    }
    if (!separator.isEmpty() && character(separator).isEmpty()) {
      throw new IllegalArgumentException(
          "separator is '%s'; it must be one character other than a quote or a line end, or 'tab'"
              .formatted(separator));
    }
    if (!encoding.isEmpty() && !isKnown(encoding)) {
      throw new IllegalArgumentException(
          "encoding is '%s', which Java does not know; use a name such as UTF-8, windows-1252 or UTF-16LE"
              .formatted(encoding));
    }
  }

  private static boolean isKnown(String encoding) {
    try {
      return Charset.forName(encoding).canEncode();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }

  private static Optional<Character> character(String separator) {
    if (separator.equalsIgnoreCase(TAB) || separator.equals("\\t")) {
      return Optional.of('\t');
    }
    return separator.length() == 1 && "\"\r\n\0".indexOf(separator.charAt(0)) < 0
        ? Optional.of(separator.charAt(0))
        : Optional.empty();
  }

  /** Returns the separator; empty to detect it. */
  Optional<Character> separatorCharacter() {
    return separator.isEmpty() ? Optional.empty() : character(separator);
  }

  /**
   * Returns the character set.
   *
   * @return the character set; empty for UTF-8, or what the byte-order mark says
   */
  public Optional<Charset> charset() {
    return encoding.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(encoding));
  }
}
