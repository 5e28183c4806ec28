package cn.shanshao.streaming;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** The local files that a checkpoint consists of, beside its metadata. */
final class StateFiles {
    private StateFiles() {}

    static List<Path> of(CheckpointMetadata metadata) {
        var files = new ArrayList<Path>();
        for (var operator : metadata.getOperatorStates()) {
            for (var subtask : operator.getStates()) {
                handles(subtask)
                        .map(StateFiles::stream)
                        .filter(FileStateHandle.class::isInstance)
                        .map(handle -> path((FileStateHandle) handle))
                        .filter(Objects::nonNull)
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static Stream<? extends StateObject> handles(OperatorSubtaskState subtask) {
        return Stream.of(
                        subtask.getManagedOperatorState(),
                        subtask.getRawOperatorState(),
                        subtask.getManagedKeyedState(),
                        subtask.getRawKeyedState())
                .flatMap(states -> states.stream());
    }

    private static Object stream(StateObject handle) {
        StreamStateHandle inner = handle instanceof KeyGroupsStateHandle keyed
                ? keyed.getDelegateStateHandle()
                : handle instanceof OperatorStateHandle operator ? operator.getDelegateStateHandle() : null;
        return inner == null ? handle : inner;
    }

    private static Path path(FileStateHandle handle) {
        URI uri = handle.getFilePath().toUri();
        return Path.of(uri.getPath());
    }
}
