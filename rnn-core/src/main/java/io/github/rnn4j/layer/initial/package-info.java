/**
 * Recurrent layers whose initial state comes from another part of a graph, as in an encoder and a
 * decoder. Read {@link io.github.rnn4j.layer.initial.InitialStateVertex}.
 */
package io.github.rnn4j.layer.initial;
