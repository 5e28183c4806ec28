package cn.shanshao.center.registry;

import cn.shanshao.ingest.mqtt.MqttLogin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps the retained configuration on the broker up to date while the command centre runs. */
@Component
public class RetainedConfig implements SmartLifecycle {
    private final ConfigDocuments documents;
    private final RegistrySettings settings;
    private final MqttLogin login;
    private volatile @Nullable ConfigPublisher publisher;

    RetainedConfig(ConfigDocuments documents, RegistrySettings settings, MqttLogin login) {
        this.documents = documents;
        this.settings = settings;
        this.login = login.as("config");
    }

    /** Something that the job should know has changed and is committed. Returns at once. */
    public void touch() {
        var running = publisher;
        if (running != null) {
            running.touch();
        }
    }

    /** When everything was last confirmed by the broker; {@code null} while a publication is due. */
    public @Nullable Instant confirmedAt() {
        var running = publisher;
        return running == null ? null : running.confirmedAt();
    }

    /** Whether the last try to publish failed: the job may judge by what held before. */
    public boolean isFailing() {
        var running = publisher;
        return running != null && running.isFailing();
    }

    @TransactionalEventListener
    void on(DeviceChanged changed) {
        touch();
    }

    @TransactionalEventListener
    void on(Earthquakes.Changed changed) {
        touch();
    }

    @TransactionalEventListener
    void on(PointChanged changed) {
        touch();
    }

    @Override
    public void start() {
        if (settings.publish() && publisher == null) {
            publisher = ConfigPublisher.start(documents, settings, login);
        }
    }

    @Override
    public void stop() {
        var running = publisher;
        publisher = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return publisher != null;
    }
}
