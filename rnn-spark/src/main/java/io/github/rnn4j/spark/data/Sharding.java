package io.github.rnn4j.spark.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Divides data into shards, in an order that does not depend on the partitions that it has. */
final class Sharding {

  private Sharding() {}

  /** Numbers pieces from 0 on, in the order of their places. */
  static <T> JavaPairRDD<Long, T> numbered(JavaPairRDD<Long, T> byPlace, int shards) {
    return byPlace.sortByKey(true, shards).values().zipWithIndex().mapToPair(Tuple2::swap);
  }

  /**
   * Gives piece n to shard n modulo the number of shards.
   *
   * @param numbered the pieces with their numbers
   * @param shards the number of shards
   * @param make makes a shard of its pieces, in the order of their numbers
   * @return one shard in each partition, kept in memory, or on disk if that does not suffice
   */
  static <T> JavaRDD<Shard> divided(
      JavaPairRDD<Long, T> numbered, int shards, Function<List<T>, Shard> make) {
    FlatMapFunction<Iterator<Tuple2<Integer, Tuple2<Long, T>>>, Shard> collect =
        content -> {
          List<Tuple2<Long, T>> own = new ArrayList<>();
          content.forEachRemaining(piece -> own.add(piece._2));
          own.sort(Comparator.comparing(piece -> piece._1));
          return List.of(make.call(own.stream().map(piece -> piece._2).toList())).iterator();
        };
    return numbered
        .mapToPair(piece -> new Tuple2<>(Math.floorMod(piece._1, shards), piece))
        .partitionBy(new HashPartitioner(shards))
        .mapPartitions(collect, true)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }
}
