/**
 * Loads a text, encodes it as a training, a validation and a test set, and makes minibatches.
 *
 * <pre>
 * RecordReader -> Corpus: three sets of token indices -> TextIterators: DataSetIterator
 * </pre>
 *
 * <p>Read {@link Corpus} first, then {@link TextIterators}.
 */
package io.github.rnn4j.charlm.data;
