package io.github.rnn4j.ui;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the reports of one network in training, names its layers, and passes the reports on: to
 * the storage in memory that the UI shows, and to the file of the run.
 */
final class RunReports implements StatsStorageRouter {

  private static final Logger LOG = LoggerFactory.getLogger(RunReports.class);

  private final ShownNetwork network;
  private final StatsStorageRouter shown;
  private final StatsStorageRouter kept;
  private boolean keeps = true;

  RunReports(ShownNetwork network, StatsStorageRouter shown, StatsStorageRouter kept) {
    this.network = network;
    this.shown = shown;
    this.kept = kept;
  }

  @Override
  public void putStorageMetaData(StorageMetaData data) {
    keep(() -> kept.putStorageMetaData(data));
    shown.putStorageMetaData(data);
  }

  @Override
  public void putStorageMetaData(Collection<? extends StorageMetaData> data) {
    List.copyOf(data).forEach(this::putStorageMetaData);
  }

  @Override
  public void putStaticInfo(Persistable info) {
    network.name((StatsInitializationReport) info);
    keep(() -> kept.putStaticInfo(info));
    shown.putStaticInfo(info);
  }

  @Override
  public void putStaticInfo(Collection<? extends Persistable> infos) {
    List.copyOf(infos).forEach(this::putStaticInfo);
  }

  @Override
  public void putUpdate(Persistable update) {
    network.name((StatsReport) update);
    keep(() -> kept.putUpdate(update));
    shown.putUpdate(update);
  }

  @Override
  public void putUpdate(Collection<? extends Persistable> updates) {
    List.copyOf(updates).forEach(this::putUpdate);
  }

  /** Training matters more than statistics: a full disk ends only the statistics. */
  private void keep(Runnable writing) {
    if (!keeps) {
      return;
    }
    try {
      writing.run();
    } catch (RuntimeException cause) {
      keeps = false;
      LOG.warn(
          "The statistics of the run can no longer be written ({}). Training continues, and the UI"
              + " still shows it, but statistics from now on will be missing when you open the run later.",
          cause.toString());
    }
  }
}
