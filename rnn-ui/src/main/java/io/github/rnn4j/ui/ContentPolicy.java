package io.github.rnn4j.ui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The <a href="https://www.w3.org/TR/CSP3/">Content-Security-Policy</a> of pages: a browser runs
 * the scripts of this server, those written in the pages as they are now, and no other, such as one
 * in the name of a layer.
 */
final class ContentPolicy {

  /** What a browser may run, in one of the groups: scripts, event handlers, links to scripts. */
  private static final Pattern SCRIPT =
      Pattern.compile(
          "<script>(?<body>.*?)</script>|\\son\\w+=([\"'])(?<handler>.*?)\\2|href=\"(?<link>javascript:.*?)\"",
          Pattern.DOTALL);

  private ContentPolicy() {}

  /**
   * Returns the policy of several pages, the value of the header.
   *
   * @param pages their HTML
   */
  static String of(Collection<String> pages) {
    Set<String> hashes = new LinkedHashSet<>();
    for (String page : pages) {
      Matcher script = SCRIPT.matcher(page);
      while (script.find()) {
        for (String group : new String[] {"body", "handler", "link"}) {
          if (script.group(group) != null) {
            hashes.add("'sha256-%s'".formatted(sha256(script.group(group))));
          }
        }
      }
    }
    return "default-src 'self'; script-src 'self' 'unsafe-hashes' %s; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(String.join(" ", hashes));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause); // every Java platform has it
    }
  }
}
