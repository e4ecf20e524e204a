package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.quota.Quota;
import dev.wavetank.apiserver.quota.Quotas;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.state.Action;

import java.util.List;
import java.util.TreeSet;

/// Writes into the status of each ResourceQuota what is used of it: after every commit that changed
/// that, one write at a time.
///
/// Admission does not read it: it counts for itself, so a status that lags lets nobody through.
final class QuotaStatus {
    private final Writer writer;
    private final TreeSet<Key> writing = new TreeSet<>();
    private Quotas quotas;

    QuotaStatus(Writer writer) {
        this.writer = writer;
        quotas = Quotas.of(writer.committed());
        writer.committed().table(Quotas.KIND).all().forEach(each -> see(each.key()));
    }

    void published(Commit commit) {
        var touched = new TreeSet<String>();
        for (var change : commit.changes()) {
            var after = quotas.after(change, commit.state());
            if (after != quotas) {
                quotas = after;
                touched.add(change.object().meta().namespace());
            }
        }
        for (String namespace : touched) {
            quotas.in(namespace).forEach(quota -> see(new Key(namespace, quota.name())));
        }
    }

    private void see(Key key) {
        var object = writer.committed().table(Quotas.KIND).get(key);
        if (object == null || writing.contains(key)) {
            return;
        }
        for (var quota : quotas.in(key.namespace())) {
            if (quota.name().equals(key.name()) && !shows(object, quota)) {
                writing.add(key);
                var shown =
                        new Generic(
                                object.kind(),
                                object.meta(),
                                object.body().with("status", quota.status()));
                writer.submit(
                        new Submission(new Action.UpdateStatus(shown, List.of()), "", false),
                        _ -> {
                            writing.remove(key);
                            see(key);
                        });
            }
        }
    }

    private static boolean shows(Generic object, Quota quota) {
        Json status = object.body().get("status");
        return quota.status().equals(status);
    }
}
