package io.github.rnn4j.charlm.baseline;

import java.util.Arrays;

/**
 * A tree whose nodes are sequences of tokens; the parent of a node is the sequence without its last
 * token. Nodes are numbered from {@link #ROOT}, the empty sequence, in the order in which they were
 * added. The tree is one hash table with open addressing, with 12 to 36 bytes per node.
 */
final class NgramTrie {

  static final int ROOT = 0;
  static final int NONE = -1;

  private static final long FREE = 0;
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

  private final int vocabularySize;
  private long[] keys = new long[1 << 10];
  private int[] children = new int[keys.length];
  private int[] parents = new int[keys.length];
  private int size = 1;

  NgramTrie(int vocabularySize) {
    this.vocabularySize = vocabularySize;
    parents[ROOT] = NONE;
  }

  /** Returns the number of nodes, including the root. */
  int size() {
    return size;
  }

  int parent(int node) {
    return parents[node];
  }

  /** Returns the node of a sequence with one more token, or {@link #NONE} if there is none. */
  int child(int node, int token) {
    if (node == NONE) {
      return NONE;
    }
    int slot = slot(keys, key(node, token));
    return keys[slot] == FREE ? NONE : children[slot];
  }

  /** Returns the node of a sequence with one more token; adds it if it is missing. */
  int childOrNew(int node, int token) {
    long key = key(node, token);
    int slot = slot(keys, key);
    if (keys[slot] == FREE) {
      if (2L * size > keys.length) {
        grow();
        slot = slot(keys, key);
      }
      if (size == parents.length) {
        parents = Arrays.copyOf(parents, Math.multiplyExact(size, 2));
      }
      keys[slot] = key;
      children[slot] = size;
      parents[size] = node;
      size++;
    }
    return children[slot];
  }

  private long key(int node, int token) {
    return (long) node * vocabularySize + token + 1; // 0 is a free slot
  }

  /** Returns the slot of the key, or the free slot where it belongs. */
  private static int slot(long[] keys, long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * MIX) >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] moreKeys = new long[Math.multiplyExact(keys.length, 2)];
    int[] moreChildren = new int[moreKeys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        int slot = slot(moreKeys, keys[i]);
        moreKeys[slot] = keys[i];
        moreChildren[slot] = children[i];
      }
    }
    keys = moreKeys;
    children = moreChildren;
  }
}
