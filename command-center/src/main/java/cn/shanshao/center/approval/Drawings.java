package cn.shanshao.center.approval;

import java.io.IOException;
import java.util.Objects;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RepositoryService;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The drawings of the processes, handed to the engine. One that changed becomes a new version, by which whatever begins from
 * then on goes; what has begun goes on by the old one.
 */
@Component
class Drawings {
    private final RepositoryService repository;

    Drawings(ProcessEngine engine, ResourcePatternResolver resources) throws IOException {
        repository = engine.getRepositoryService();
        for (var drawing : resources.getResources("classpath:processes/*.bpmn20.xml")) {
            deploy(drawing);
        }
    }

    /** The check against the schema of XML is left to tests: it trips over blanks with the parser that Twilio brings along. */
    void deploy(Resource drawing) throws IOException {
        var name = Objects.requireNonNull(drawing.getFilename());
        try (var in = drawing.getInputStream()) {
            repository
                    .createDeployment()
                    .name(name)
                    .addInputStream(name, in)
                    .enableDuplicateFiltering()
                    .disableSchemaValidation()
                    .deploy();
        }
    }
}
