package cn.shanshao.center.approval;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.spring.ProcessEngineFactoryBean;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The process engine: its tables in a schema of their own, its work in our transactions, its time from our clock. Users,
 * mail, events and whatever else it could do is left out, and it keeps no history: the trail does.
 */
@Configuration(proxyBeanMethods = false)
class Engine {
    /** A listener that fails, or a database that is away, must not end the reminding. */
    private static final int TRIES = 1_000_000;

    private static final Duration LOOKS_FOR_TIMERS = Duration.ofSeconds(2);

    @Bean
    SpringProcessEngineConfiguration processEngineConfiguration(
            DataSource database,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<Outcomes> outcomes,
            ObjectProvider<Platform> platform) {
        var engine = new WithoutMail();
        engine.setEngineName("approval-" + UUID.randomUUID());
        engine.setDataSource(database);
        engine.setTransactionManager(transactions);
        engine.setDatabaseTablePrefix("flowable.");
        engine.setTablePrefixIsSchema(true);
        engine.setDatabaseSchemaUpdate(SpringProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setDisableIdmEngine(true);
        engine.setDisableEventRegistry(true);
        engine.setHistoryLevel(HistoryLevel.NONE);
        engine.setCreateDiagramOnDeploy(false);
        engine.setEnableSafeBpmnXml(true);
        engine.setClock(new EngineClock(clock));
        engine.setBeans(new HashMap<>(steps(outcomes, platform)));
        timers(engine);
        return engine;
    }

    /** What the drawings call; nothing else can be called from them. */
    private static Map<Object, Object> steps(ObjectProvider<Outcomes> outcomes, ObjectProvider<Platform> platform) {
        return Map.of(
                "approve", step(id -> outcomes.getObject().approved(id)),
                "climb", step(id -> outcomes.getObject().overdue(id)),
                "handOver", step(id -> platform.getObject().handOver(id)),
                "takeOver", takeOver(platform));
    }

    /** What the platform said is over: here nobody has sent anything back yet. */
    private static JavaDelegate takeOver(ObjectProvider<Platform> platform) {
        return execution -> {
            execution.setVariable(Course.BACK, null);
            step(id -> platform.getObject().takeOver(id)).execute(execution);
        };
    }

    private static JavaDelegate step(Consumer<String> what) {
        return execution -> what.accept(String.valueOf(execution.getVariable(Course.APPROVAL)));
    }

    private static void timers(SpringProcessEngineConfiguration engine) {
        engine.setAsyncExecutorActivate(true);
        engine.setAsyncExecutorNumberOfRetries(TRIES);
        engine.setAsyncExecutorCorePoolSize(1);
        engine.setAsyncExecutorMaxPoolSize(1);
        engine.setAsyncExecutorThreadPoolQueueSize(100);
        var jobs = engine.getAsyncExecutorConfiguration();
        jobs.setMoveTimerExecutorPoolSize(1);
        jobs.setDefaultTimerJobAcquireWaitTime(LOOKS_FOR_TIMERS);
        jobs.setDefaultAsyncJobAcquireWaitTime(LOOKS_FOR_TIMERS);
        jobs.setTimerLockTime(Duration.ofMinutes(5));
        jobs.setAsyncJobLockTime(Duration.ofMinutes(5));
    }

    @Bean
    ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration configuration) {
        var factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }

    @Bean
    RuntimeService runtimeService(ProcessEngine engine) {
        return engine.getRuntimeService();
    }

    @Bean
    TaskService taskService(ProcessEngine engine) {
        return engine.getTaskService();
    }

    private static final class WithoutMail extends SpringProcessEngineConfiguration {
        @Override
        public void initMailClients() {
            // it sends none, and what it would send it with is not there
        }
    }
}
