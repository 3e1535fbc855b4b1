"""What failures say of a page that is not the list it was, in Chinese: its kind, and by what that was known.

They are said in both languages where they are found (``induce/``), and stored in English within a failure's detail.
"""

KINDS = {
    "list": "列表页",
    "notice": "一条信息的正文页",
    "portal": "门户或频道页",
    "empty": "没有条目的页面",
    "script": "由脚本生成的空壳",
}

APART = " · "
"""Between the reasons."""

REASONS = {
    "{} lists of like weight: a portal": "{} 个分量相近的列表，是门户或频道页",
    "a meta ArticleTitle": "有 ArticleTitle 元数据",
    "links to the notices before and after": "有上一篇/下一篇",
    "a line of date and source": "有发布时间、来源一行",
    "counter, print and close": "有浏览次数、打印、关闭",
    "the page's title stands on it as a heading": "网页标题即正文标题",
    "a body's container": "有正文容器",
    "prose of some {} characters": "正文约 {} 字",
    "no group of rows was found": "没有找到成组的条目",
    "a folder of the server: {}": "服务器上的文件目录",
    "{} link that says more": "“更多”链接 {} 个",
    "{} links that say more": "“更多”链接 {} 个",
    "the page says {}": "页面称“{}”",
    "the rows are made by a script in the browser": "列表由脚本在浏览器中生成",
    "no list, but a script asks for data ({})": "没有列表，但脚本请求数据（{}）",
    "no selector tells its rows from the rest": "条目无法用选择器表达",
    "paging: numbered links": "分页：页码链接",
    "paging: by script": "分页：由脚本翻页",
    "paging: a link says next": "分页：有“下一页”链接",
    "headed {}": "标题为“{}”",
    "not shown at first": "初始不可见",
    "below the column's name, as the page's title has it": "上方是网页标题所说的栏目名",
    "pages follow": "下方有翻页",
    "leads to more: a taste of another column": "旁有“更多”，是其他栏目的摘要",
    "stands in the page's frame ({})": "位于页面框架内（{}）",
    "stands aside ({})": "位于侧栏内（{}）",
    "{} blocks alike": "{} 个同类块",
    "{} dated": "{} 带日期",
    "median title of {} characters": "标题长度中位数 {}",
    "{} of the addresses have one shape": "{} 的地址形状相同",
    "dates in order: {}": "日期有序程度 {}",
}
