package cn.shanshao.center.screen;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * STOMP at {@code /ws}, outwards only. Every buffer is bounded: a browser that does not read is closed, and starts again
 * from the overview.
 */
@Configuration
@EnableWebSocketMessageBroker
class StompConfig implements WebSocketMessageBrokerConfigurer {
    private static final int LONGEST_FRAME = 16 * 1024;
    private static final int SEND_BUFFER = 1024 * 1024;
    private static final int SEND_MILLIS = 10_000;
    private static final int SENDERS = 16;
    private static final int WAITING = 20_000;
    private static final long[] HEARTBEAT = {10_000, 10_000};

    private final SubscriptionGuard guard;
    private final Sockets sockets;

    StompConfig(SubscriptionGuard guard, Sockets sockets) {
        this.guard = guard;
        this.sockets = sockets;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws").addInterceptors(sockets);
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic").setHeartbeatValue(HEARTBEAT).setTaskScheduler(heartbeats());
        registry.setPreservePublishOrder(true);
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(guard);
    }

    @Override
    public void configureClientOutboundChannel(ChannelRegistration registration) {
        registration.taskExecutor().corePoolSize(SENDERS).maxPoolSize(SENDERS).queueCapacity(WAITING);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport.setMessageSizeLimit(LONGEST_FRAME);
        transport.setSendBufferSizeLimit(SEND_BUFFER);
        transport.setSendTimeLimit(SEND_MILLIS);
        transport.addDecoratorFactory(sockets);
    }

    @Bean(defaultCandidate = false)
    TaskScheduler heartbeats() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(1);
        scheduler.setThreadNamePrefix("stomp-heartbeat-");
        return scheduler;
    }
}
