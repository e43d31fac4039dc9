/**
 * Loads reviews, encodes them as sequences of token indices, and makes minibatches.
 *
 * <pre>
 * RecordReader -> ImdbData: three sets -> EncodedData: token indices -> ReviewIterators: DataSetIterator
 * </pre>
 *
 * <p>Read {@link ImdbData} first, then {@link ReviewEncoder} and {@link ReviewIterators}.
 */
package io.github.rnn4j.imdb.data;
