"""What the catalogue says of each indicator: its kind, the periods it has, the sheets it needs, its scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    kind: str
    quarterly: bool
    needs: tuple[str, ...]
    scale: int
    key_villages: bool = False
    newest_only: bool = False


RHYTHM = {
    "docking_action": "quarterly",
    "evaluation": "yearly",
    "fund": "yearly",
    "meeting": "monthly",
    "member": "quarterly",
    "member_duty": "quarterly",
    "post_month": "monthly",
    "post_term": "quarterly",
    "practice": "quarterly",
    "talent": "quarterly",
    "talent_support": "quarterly",
    "training_attendance": "quarterly",
    "training_event": "quarterly",
    "unit_year": "yearly",
    "village_system": "quarterly",
}

DEFINITIONS = {
    "sec_in_post_rate": Definition("proportion", True, ("post_term",), 100),
    "sec_priority_channel_share": Definition("proportion", False, ("post_term",), 100),
    "sec_review_record_rate": Definition("proportion", True, ("post_term",), 100),
    "sec_concurrent_director_rate": Definition("proportion", False, ("post_term",), 100),
    "sec_training_standard_rate": Definition(
        "proportion", False, ("post_term", "training_attendance", "training_event"), 100
    ),
    "sec_advanced_study_rate": Definition(
        "proportion", False, ("post_term", "training_attendance", "training_event"), 100
    ),
    "sec_revitalization_hours_share": Definition(
        "ratio", False, ("post_term", "training_attendance", "training_event"), 100
    ),
    "village_system_completeness": Definition("proportion", True, ("village_system",), 100),
    "sec_appraisal_rate": Definition("proportion", False, ("evaluation", "post_term"), 100),
    "sec_pay_income_ratio": Definition("ratio", False, ("unit_year",), 1),
    "sec_pay_growth_rate": Definition("ratio", False, ("unit_year",), 100),
    "sec_career_outlet_rate": Definition("proportion", False, ("post_term",), 100),
    "sec_college_share": Definition("proportion", False, ("post_term",), 100),
    "sec_age_45_share": Definition("proportion", False, ("post_term",), 100),
    "recruit_under35_share": Definition("proportion", False, ("member",), 100),
    "recruit_entrepreneur_share": Definition("proportion", False, ("member",), 100),
    "recruit_procedure_compliance": Definition("proportion", False, ("member",), 100),
    "no_development_2y_share": Definition("proportion", False, ("member",), 100),
    "member_duty_post_coverage": Definition("proportion", True, ("member", "member_duty", "post_term"), 100),
    "hardship_household_pairing_rate": Definition("proportion", True, ("member_duty", "unit_year"), 100),
    "member_led_startup_rate": Definition("proportion", False, ("member", "member_duty"), 100),
    "member_service_actions": Definition("rate", True, ("member", "member_duty"), 100),
    "three_meetings_compliance": Definition("proportion", True, ("meeting", "member"), 100),
    "meeting_attendance_rate": Definition("proportion", True, ("meeting",), 100),
    "theme_day_monthly_rate": Definition("proportion", True, ("meeting",), 100),
    "org_life_meeting_rate": Definition("proportion", False, ("meeting",), 100),
    "democratic_evaluation_rate": Definition("proportion", False, ("evaluation", "member"), 100),
    "member_training_32h_rate": Definition(
        "proportion", False, ("member", "training_attendance", "training_event"), 100
    ),
    "online_platform_active_rate": Definition("proportion", True, ("member",), 100, newest_only=True),
    "classified_management_rate": Definition("proportion", False, ("evaluation", "member"), 100),
    "affairs_worker_coverage": Definition("proportion", True, ("post_term",), 100),
    "affairs_multi_post_share": Definition("proportion", True, ("post_term",), 100),
    "affairs_competent_rate": Definition("proportion", False, ("evaluation", "post_term"), 100),
    "affairs_entry_screening_rate": Definition("proportion", False, ("post_term",), 100),
    "affairs_young_educated_share": Definition("proportion", False, ("post_term",), 100),
    "affairs_platform_training_rate": Definition(
        "proportion", False, ("post_term", "training_attendance", "training_event"), 100
    ),
    "affairs_knowledge_hours": Definition("ratio", False, ("post_term", "training_attendance", "training_event"), 1),
    "affairs_exchange_rate": Definition(
        "proportion", False, ("post_term", "training_attendance", "training_event"), 100
    ),
    "talent_stock_per_1000": Definition("rate", True, ("talent", "unit_year"), 1000),
    "talent_party_contact_rate": Definition("proportion", True, ("talent",), 100),
    "talent_introduced_rate": Definition("rate", False, ("talent", "unit_year"), 10000),
    "returnee_inflow_rate": Definition("rate", False, ("talent", "unit_year"), 10000),
    "expert_mentoring_rate": Definition("proportion", False, ("talent", "talent_support"), 100),
    "training_fund_execution_rate": Definition("ratio", False, ("fund",), 100),
    "skills_training_reach": Definition("rate", False, ("training_attendance", "training_event", "unit_year"), 1000),
    "young_talent_platform_rate": Definition("proportion", False, ("talent",), 100),
    "young_talent_startup_rate": Definition("proportion", False, ("talent",), 100),
    "talent_care_contact_rate": Definition("proportion", False, ("talent", "talent_support"), 100),
    "talent_issue_resolution_rate": Definition("proportion", True, ("talent_support",), 100),
    "talent_development_outlet_rate": Definition("proportion", False, ("talent", "talent_support"), 100),
    "talent_retention_12m_rate": Definition("proportion", False, ("talent",), 100),
    "four_teams_complete_rate": Definition("proportion", True, ("post_term", "unit_year"), 100, key_villages=True),
    "four_team_joint_meeting_rate": Definition("proportion", True, ("meeting", "unit_year"), 100, key_villages=True),
    "team_duty_list_rate": Definition("proportion", True, ("post_term", "unit_year"), 100, key_villages=True),
    "team_days_in_village_rate": Definition("proportion", True, ("post_month", "post_term"), 100),
    "integration_plan_rate": Definition("proportion", False, ("unit_year", "village_system"), 100, key_villages=True),
    "docking_delivery_rate": Definition("proportion", True, ("docking_action",), 100),
    "weak_lax_rectified_rate": Definition("proportion", False, ("unit_year",), 100),
    "monitored_household_cleared_rate": Definition("proportion", False, ("unit_year",), 100),
    "practice_discovery_rate": Definition("rate", False, ("practice",), 100),
    "practice_publication_rate": Definition("proportion", False, ("practice",), 100),
    "practice_adoption_ratio": Definition("rate", False, ("practice",), 1),
}
