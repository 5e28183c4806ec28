package cn.shanshao.ingest.broker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.protocol.ProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;

/**
 * Hangs up on whoever does not begin with an MQTT CONNECT. Artemis would collect, for anybody and without end, the bytes
 * of a protocol that it does not know, and HTTP requests of up to 2 GB.
 */
final class MqttOnly extends ByteToMessageDecoder {
    private static final int ENOUGH_TO_TELL = 8;

    private static final int CONNECT = 0x10;
    private static final int LONGEST_LENGTH = 3;

    private final Refusals refusals;

    private MqttOnly(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Before the acceptor starts. It has no setting for this, hence by reflection; a test would tell if that broke. */
    static void guard(NettyAcceptor acceptor, ScheduledExecutorService pool, Refusals refusals)
            throws ReflectiveOperationException {
        var field = NettyAcceptor.class.getDeclaredField("protocolHandler");
        field.setAccessible(true);
        var protocols = acceptor.getProtocolHandler().getProtocolMap();
        field.set(acceptor, new ProtocolHandler(protocols, acceptor, pool) {
            @Override
            public ChannelHandler getProtocolDecoder() {
                var next = super.getProtocolDecoder();
                return new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new MqttOnly(refusals)).addLast(next);
                    }
                };
            }
        });
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < ENOUGH_TO_TELL) {
            return;
        }
        var first = new byte[ENOUGH_TO_TELL];
        in.getBytes(in.readerIndex(), first);
        if (isConnect(first)) {
            context.pipeline().remove(this);
        } else {
            refusals.count(
                    Refusal.PACKET, "somebody at " + context.channel().remoteAddress(), "does not begin with CONNECT");
            in.skipBytes(in.readableBytes());
            context.close();
        }
    }

    /** The type, a length of three bytes at most (2 MB), and the name of the protocol: MQTT, in old clients MQIsdp. */
    static boolean isConnect(byte[] first) {
        var name = 2;
        while (name <= LONGEST_LENGTH && first[name - 1] < 0) {
            name++;
        }
        return first[0] == CONNECT
                && first[name - 1] >= 0
                && first[name] == 0
                && (first[name + 1] == 4 || first[name + 1] == 6)
                && first[name + 2] == 'M'
                && first[name + 3] == 'Q';
    }
}
