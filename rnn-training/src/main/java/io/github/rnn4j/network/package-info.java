/** What the applications check before they create a network. */
package io.github.rnn4j.network;
