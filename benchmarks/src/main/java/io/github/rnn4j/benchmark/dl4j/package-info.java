/** The workloads in Deeplearning4j, with the packed layers of rnn-core and with its own layers. */
package io.github.rnn4j.benchmark.dl4j;
