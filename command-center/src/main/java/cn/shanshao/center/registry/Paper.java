package cn.shanshao.center.registry;

/** A record of a hazard point that has versions of its own. */
public sealed interface Paper permits PreventionPlan, TreatmentWork {
    /** Made once. */
    String id();

    /** Rises with every change; 0 for one that is not stored yet. */
    long version();

    String pointId();
}
