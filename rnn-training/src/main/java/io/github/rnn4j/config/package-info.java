/**
 * What a configuration record says about its values: a description for each, and its legal range.
 *
 * <p>Read {@link Knob} first. Command-line options are generated from it, but nothing here needs a
 * command line.
 */
package io.github.rnn4j.config;
