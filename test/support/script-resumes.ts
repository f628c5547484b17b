import type { Resume } from '../../site/resume/resume.ts';

/** Resumes in scripts and languages that need fonts of their own, or letters beyond Latin. */
export const scriptResumes = {
  hebrew: {
    basics: {
      name: 'דנה לוי',
      label: 'מהנדסת ענן',
      email: 'dana@example.com',
      phone: '+972 3 555 0123',
      summary:
        'אני בונה מערכות שקטות: צינורות, פלטפורמות והתראות (גם ב-AWS Lambda) שאינן מצלצלות לשווא.',
      location: { city: 'חיפה', countryCode: 'IL' },
    },
    work: [
      {
        name: 'נמל צפון בע״מ',
        position: 'מהנדסת ענן בכירה',
        startDate: '2020-02',
        highlights: [
          'העברת 40 שרתים ל־AWS Lambda ו־DynamoDB',
          'קיצור זמן הפריסה מיומיים ל־11 דקות',
        ],
      },
      {
        name: 'בית תוכנה',
        position: 'מפתחת',
        startDate: '2016',
        endDate: '2020-01',
        summary: 'פיתוח שירותי רשת ב-TypeScript.',
      },
    ],
    education: [
      {
        institution: 'הטכניון',
        area: 'מדעי המחשב',
        studyType: 'תואר ראשון',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    skills: [{ name: 'שפות', keywords: ['TypeScript', 'Go', 'SQL'] }],
    languages: [{ language: 'עברית', fluency: 'שפת אם' }],
    meta: { language: 'he' },
  },
  hindi: {
    basics: {
      name: 'आशा वर्मा',
      label: 'क्लाउड इंजीनियर',
      email: 'asha@example.com',
      summary: 'मैं ऐसी प्रणालियाँ बनाती हूँ जो चुपचाप चलती हैं और विफल होने पर भी हर गिनती सही रखती हैं।',
      location: { city: 'पुणे', countryCode: 'IN' },
    },
    work: [
      {
        name: 'उत्तरी बंदरगाह लिमिटेड',
        position: 'वरिष्ठ क्लाउड इंजीनियर',
        startDate: '2020-02',
        highlights: ['40 सर्वरों को AWS Lambda पर स्थानांतरित किया', 'मासिक खर्च आधा किया'],
      },
    ],
    education: [
      {
        institution: 'पुणे विश्वविद्यालय',
        area: 'कंप्यूटर विज्ञान',
        studyType: 'स्नातक',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    meta: { language: 'hi' },
  },
  thai: {
    basics: {
      name: 'สมหญิง ใจดี',
      label: 'วิศวกรคลาวด์',
      email: 'somying@example.com',
      summary:
        'ฉันสร้างระบบที่ทำงานอย่างเงียบ ๆ และเฝ้าดูแลเพื่อไม่ให้ใครต้องตื่นกลางดึก ประสบการณ์สิบเอ็ดปีตั้งแต่ห้องเซิร์ฟเวอร์จนถึงเทมเพลตไม่กี่ร้อยบรรทัดที่ทำได้มากกว่า\n\nครึ่งหนึ่ง ที่ตั้งแต่ เมื่อนี้ เพื่อเชื่อ ชื่อเสียง น้ำ ปี่ ฝั่ง กิ่ง ฟื้น ปู่ย่า ญี่ปุ่น ผู้รู้ ฐานะ ฝรั่งเศส เฟื่องฟู ปั๊ม โต๊ะ จิ๋ว ตื่นเต้น ใช้จ่าย',
      location: { city: 'เชียงใหม่', countryCode: 'TH' },
    },
    work: [
      {
        name: 'บริษัทท่าเรือเหนือ จำกัด',
        position: 'วิศวกรคลาวด์อาวุโส',
        startDate: '2020-02',
        highlights: [
          'ย้ายบริการไปยัง AWS Lambda และ DynamoDB ค่าใช้จ่ายรายเดือนลดลงครึ่งหนึ่ง',
          'เขียนคู่มือสำหรับผู้ปฏิบัติงานนอกเวลา',
        ],
      },
    ],
    education: [
      {
        institution: 'มหาวิทยาลัยเชียงใหม่',
        area: 'วิทยาการคอมพิวเตอร์',
        studyType: 'ปริญญาตรี',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    meta: { language: 'th' },
  },
  simplifiedChinese: {
    basics: {
      name: '李晓雨',
      label: '云平台工程师',
      email: 'xiaoyu@example.com',
      phone: '+86 10 5555 0123',
      summary:
        '我负责构建安静可靠的系统：流水线、平台以及不会误报的告警。十一年经验，从机房到几百行模板，“少即是多”。熟悉 AWS Lambda、DynamoDB 与 TypeScript（包括测试）。',
      location: { city: '杭州', region: '浙江', countryCode: 'CN' },
    },
    work: [
      {
        name: '北港物流有限公司',
        position: '高级云工程师',
        startDate: '2020-02',
        highlights: [
          '将 40 台服务器上的预订服务迁移到 Lambda 和 DynamoDB，每月费用从 31,000 美元降至 6,200 美元，并在每次发布前进行演练',
          '编写了值班手册',
        ],
      },
      { name: '西湖诊所', position: '运维工程师', startDate: '2016', endDate: '2020-01' },
    ],
    education: [
      {
        institution: '浙江大学',
        area: '计算机科学',
        studyType: '学士',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    skills: [{ name: '编程语言', level: '精通', keywords: ['TypeScript', 'Go', 'SQL'] }],
    languages: [{ language: '中文', fluency: '母语' }],
    references: [{ name: '王主任', reference: '她让故障变得无聊。' }],
    meta: { language: 'zh-CN' },
  },
  traditionalChinese: {
    basics: {
      name: '王小明',
      label: '軟體工程師',
      email: 'ming@example.com',
      phone: '+886 2 5555 0123',
      summary:
        '我打造安靜可靠的系統：流程、平台，以及不會誤報的警示。十一年經驗，從機房到幾百行範本，「少即是多」。熟悉 AWS Lambda、DynamoDB 與 TypeScript（包括測試）。',
      location: { city: '台北', countryCode: 'TW' },
    },
    work: [
      {
        name: '範例公司',
        position: '工程師',
        startDate: '2020-01',
        highlights: [
          '將 40 台伺服器上的預訂服務移轉到 Lambda，每月費用減半，並在每次發布前演練；維運手冊也由本人撰寫，供三個團隊使用',
          '建立了一個系統',
        ],
      },
    ],
    education: [
      {
        institution: '國立臺灣大學',
        area: '資訊工程',
        studyType: '學士',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    skills: [{ name: '程式語言', keywords: ['TypeScript', 'Go'] }],
    meta: { language: 'zh-TW' },
  },
  japanese: {
    basics: {
      name: '田中 さくら',
      label: 'クラウドエンジニア',
      email: 'sakura@example.com',
      summary:
        '静かに動くシステムをつくっています。パイプライン、プラットフォーム、そして誤報を出さないアラート。サーバー室から数百行のテンプレートまで、十一年の経験があります。AWS Lambda、DynamoDB、TypeScript（テストを含む）に精通。',
      location: { city: '横浜', countryCode: 'JP' },
    },
    work: [
      {
        name: '北港物流株式会社',
        position: 'シニアクラウドエンジニア',
        startDate: '2020-02',
        highlights: [
          '予約サービスを 40 台のサーバーから Lambda と DynamoDB へ移行し、月額費用を半減',
          '障害対応手順書を作成',
        ],
      },
    ],
    education: [
      {
        institution: '東京大学',
        area: '情報科学',
        studyType: '学士',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    skills: [{ name: 'プログラミング言語', keywords: ['TypeScript', 'Go'] }],
    meta: { language: 'ja' },
  },
  korean: {
    basics: {
      name: '김민준',
      label: '클라우드 엔지니어',
      email: 'minjun@example.com',
      summary:
        '조용히 작동하는 시스템을 만듭니다. 파이프라인, 플랫폼, 그리고 울리지 않아야 할 때 울리지 않는 알림. 서버실에서 몇백 줄의 템플릿까지 11년의 경험이 있습니다. 한자 이름은 金民俊입니다.',
      location: { city: '서울', countryCode: 'KR' },
    },
    work: [
      {
        name: '북항물류 주식회사',
        position: '선임 클라우드 엔지니어',
        startDate: '2020-02',
        highlights: [
          '예약 서비스를 서버 40대에서 AWS Lambda로 이전하여 월 비용을 절반으로 줄임',
          '당직 안내서 작성',
        ],
      },
    ],
    education: [
      {
        institution: '서울대학교',
        area: '컴퓨터공학',
        studyType: '학사',
        startDate: '2012',
        endDate: '2016',
      },
    ],
    skills: [{ name: '언어', keywords: ['TypeScript', 'Go'] }],
    meta: { language: 'ko' },
  },
  greek: {
    basics: {
      name: 'Ελένη Παπαδοπούλου',
      label: 'Μηχανικός υπολογιστικού νέφους',
      summary: 'Χτίζω συστήματα που λειτουργούν ήσυχα.',
      location: { city: 'Θεσσαλονίκη', countryCode: 'GR' },
    },
    work: [{ name: 'Βόρειο Λιμάνι', position: 'Μηχανικός', startDate: '2020-02' }],
    meta: { language: 'el' },
  },
  russian: {
    basics: {
      name: 'Ольга Смирнова',
      label: 'Облачный инженер',
      summary: 'Я строю тихие системы: конвейеры, платформы и оповещения. Ґєїў.',
      location: { city: 'Казань' },
    },
    work: [{ name: 'Северный порт', position: 'Инженер', startDate: '2020-02' }],
    meta: { language: 'ru' },
  },
} satisfies Record<string, Resume>;
