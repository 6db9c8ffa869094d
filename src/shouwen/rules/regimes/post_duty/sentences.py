"""What people read for each hole, loose joint and hint: what is wrong, and what to do instead."""

SENTENCES: dict[str, str] = {
    # joints
    "function_twice": "单位职能的编码“{key}”用了两次：请给每项职能一个不同的编码。",
    "section_twice": "科室的编码“{key}”用了两次：请给每个科室一个不同的编码。",
    "section_duty_twice": "{section}的职责编码“{key}”用了两次：请给每项职责一个不同的编码。",
    "post_twice": "岗位的编码“{key}”用了两次：请给每个岗位一个不同的编码。",
    "person_twice": "人员“{key}”列了两次：请删去重复的一个。",
    "succession_twice": "撤销的岗位“{key}”写了两个承接岗位：请只留一个。",
    "function_unknown": "{section}的职责“{duty}”写的单位职能“{function}”不存在：请改成职能清单里的一项。",
    "superior_unknown": "{section}的分管领导岗位“{post}”不存在：请改成本方案里的领导岗位。",
    "section_unknown": "岗位“{post}”所在的科室“{section}”不存在：请改成本方案里的科室。",
    "section_duty_unknown": (
        "岗位“{post}”的任务“{task}”对应的科室职责“{duty}”不存在：请改成本科室职责里的一项。"
    ),
    "holder_unknown": "岗位“{post}”的责任人“{person}”不在人员名册里：请先登记这个人，或者改派。",
    "b_role_unknown": "岗位“{post}”的B角“{person}”不在人员名册里：请先登记这个人，或者改派。",
    "succession_of_a_post_that_stays": "岗位“{post}”还在方案里，不需要承接：请删去这一条承接关系。",
    "successor_unknown": (
        "撤销的岗位“{post}”写的承接岗位“{successor}”不存在：请改成本方案里的岗位。"
    ),
    "superior_of_itself": "岗位“{post}”的上级是它自己：请改由分管领导的岗位领导。",
    "superiors_in_a_loop": "上下级绕成了一圈（{way}）：请改正其中一个科室的分管领导。",
    # holes
    "scheme_without_functions": "没有写单位总体职能：请按三定规定逐项填写。",
    "function_without_section": "单位职能“{function}”没有科室承接：请写进一个科室的职责。",
    "section_without_duty": "{section}没有写主要职责：请至少填写一项。",
    "section_duty_without_post": "{section}的职责“{duty}”没有岗位承担：请写进一个岗位的职责。",
    "post_without_duty": "岗位“{post}”没有职责：请写明职责；没有事的，不设这个岗位。",
    "power_without_duty": "岗位“{post}”有一项权限没有写在哪项职责之下：请写明任务，或者取消权限。",
    "duty_unclear": "岗位“{post}”的职责“{task}”没有写明{lacks}：请补齐。",
    "duty_without_source": "岗位“{post}”的职责“{task}”没有写明依据的文件：请填写文件名称。",
    "leader_without_group": "领导岗位“{post}”没有“{group}”一类的职责：一岗双责，请补上。",
    "post_without_holder": "岗位“{post}”没有责任人：请指定一个人；暂时没有人的，先由别的岗位承担。",
    "post_without_b_role": "岗位“{post}”没有B角：请指定本科室、相邻科室或者办公室的另一个人。",
    "b_role_is_the_holder": "岗位“{post}”的B角{person}就是责任人本人：请另指定一个人。",
    "b_role_unqualified": "岗位“{post}”的B角{person}没有这个岗位要的资格（{lacks}）：请另指定有资格的人。",
    "section_without_leader": "{section}没有分管领导：请指定一个领导岗位分管。",
    "section_under_no_leader": "{section}的分管岗位“{post}”不是领导岗位：请改成正职或者副职的岗位。",
    "section_with_two_heads": "{section}有不止一个负责人岗位（{posts}）：请只留一个。",
    "not_one_office": "办公室有 {n} 个，应当正好一个：请标明哪一个科室是办公室。",
    "not_one_main_leader": "主要领导岗位有 {n} 个，应当正好一个：请改正岗位的职级。",
    "deputies_not_in_order": "副职（{posts}）的代行次序不是从 1 到 {n} 各一个：请由主要领导排定。",
    "order_of_no_deputy": "岗位“{post}”不是副职，不排代行次序：请删去次序，或者改正职级。",
    "nobody_keeps_the_office": (
        "没有岗位有“管理名册”权限：以后谁也改不了名册和方案。请写进一个岗位的职责。"
    ),
    "main_leader_decides_nothing": (
        "主要领导岗位“{post}”没有“决定”权限：以后谁也批准不了方案。请写进它的职责。"
    ),
    # on the way to publication
    "somebody_is_not_of_the_office": "{person}不在本单位的人员名册里，或者已经离开：请先登记，或者改派他人。",
    "open_work_without_successor": (
        "要撤销的岗位“{post}”还有应办 {obligations} 项、办件 {cases} 件、事项 {services} 个："
        "请写明由哪个岗位承接。"
    ),
    "somebody_sits_there_since": (
        "{person}从 {since:%Y-%m-%d %H:%M} 起已在岗位“{post}”，本方案写的是别人："
        "请修改草稿，重新报批。"
    ),
    # pointed out
    "mutual_cover": "{section}人少，{one}和{other}互为B角：两个人不能同时离岗，请考虑由办公室或者邻近科室兼任一个。",
    "cover_in_the_chain": (
        "{person}是岗位“{post}”的B角，又在“{above}”审批：代办的事不能自己审批，请考虑换人。"
    ),
    "many_posts": "{person}同时担任 {n} 个岗位的责任人或者B角，多于 {most} 个：请考虑分给别人。",
    "holder_unqualified": "岗位“{post}”的责任人{person}没有这个岗位要的资格（{lacks}）：请安排取得资格，或者调整。",
    "section_without_head": "{section}没有负责人岗位：请假由分管领导批准，请考虑明确负责人。",
}
"""By code, filled with the params of the bar or notice."""
