/**
 * Recurrent networks explained in small programs: each class is a lesson that prints what it
 * computes. Start with {@code OneStep}; {@code Lesson} lists all of them, {@code Lessons} runs one,
 * and {@code docs/lessons} has a page for each.
 */
package io.github.rnn4j.lessons;
