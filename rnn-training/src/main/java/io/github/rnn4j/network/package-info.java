/**
 * Checks before a network is created, and networks that several threads use until they are closed.
 */
package io.github.rnn4j.network;
